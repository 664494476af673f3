// A meeting that has outgrown its server's media worker goes on at one that another server of the cluster lends.
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { version } from 'mediasoup';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { METRICS_TOKEN, scrape } from '@distansmote/testkit/server/scrape.ts';
import { childrenOf } from '@distansmote/testkit/server/processTree.ts';
import { CLUSTER_SECRET, type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { GuestWorkers } from '../src/cluster/guests/guestWorkers.ts';
import type { NodeRow } from '../src/cluster/nodes.ts';
import { Peers } from '../src/cluster/peers.ts';
import { startWorker } from '../src/media/workerHandle.ts';
import { createLog } from '../src/platform/log.ts';

vi.setConfig({ testTimeout: 180_000 });
/** A worker that is not running in time is not asked for again in half a minute. */
const UNTIL_LENT = { timeout: 90_000, interval: 50 };

type MediaNode = TestNode & { mediaPort: number };

const askedFor = vi.spyOn(GuestWorkers.prototype, 'ask');

const pages: Page[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

/** Each lends one worker, and is busy with two people on its own. */
async function start(nodes: TestNodes, settings: Record<string, string> = {}): Promise<MediaNode> {
  const mediaPort = await freePort();
  const media = {
    MEDIA_PORT: String(mediaPort),
    MEDIA_SPREAD_AT: '2',
    GUEST_WORKERS: '1',
    METRICS_TOKEN,
  };
  return { ...(await nodes.start({ ...media, ...settings })), mediaPort };
}

async function startTwo(ofOwner: Record<string, string> = {}) {
  const nodes = await TestNodes.create();
  onTestFinished(() => nodes.stop());
  const owner = await start(nodes, ofOwner);
  const host = await start(nodes);
  return { nodes, owner, host };
}

/** @returns the ports that the two transports lead to. */
async function enter(server: TestNode, callId: CallId, name: string) {
  const page = await Page.open(server);
  pages.push(page);
  const entered = await page.enter(callId, name, [offer('microphone')]);
  const transports = [entered.sendTransport, entered.receiveTransport];
  const ports = transports.map(({ iceCandidates: [first] }) => first?.port);
  return { page, ports };
}

const guestsOf = (server: TestNode) => server.mediaWorkers.guests?.workers ?? [];

/** As the operator's metrics have it. */
async function lentAndBorrowed(server: TestNode) {
  const { value } = await scrape(server);
  return ['lent', 'borrowed'].map((one) => value(`distansmote_cluster_${one}_workers`));
}

/** Three on the owner's worker, and one on the guest. */
async function openLargeMeeting(owner: MediaNode, host: MediaNode) {
  const { callId } = await owner.makeSpace();
  for (const name of ['Anna', 'Bo', 'Cecilia'])
    expect((await enter(owner, callId, name)).ports).toEqual([owner.mediaPort, owner.mediaPort]);
  const guests = owner.mediaWorkers.guests;
  expect(askedFor.mock.contexts).toContain(guests);
  await vi.waitFor(() => {
    // As whoever comes next would.
    guests?.ask();
    expect(guestsOf(owner)).toHaveLength(1);
  }, UNTIL_LENT);
  const { page, ports } = await enter(owner, callId, 'David');
  expect(ports).toEqual([host.mediaPort + 1, host.mediaPort + 1]);
  expect(guestsOf(owner)[0]?.participantCount).toBe(1);
  return { callId, page };
}

/** The status that answers an upgrade; undefined where nobody does. */
async function ask(
  host: MediaNode,
  headers: Record<string, string>,
  onLent = (socket: Socket) => onTestFinished(() => void socket.destroy()),
): Promise<number | undefined> {
  const asked = request(`${host.url}/cluster/workers/${host.nodeId}`, {
    headers: { Connection: 'Upgrade', Upgrade: 'distansmote-worker', ...headers },
  });
  asked.end();
  const { promise, resolve } = Promise.withResolvers<IncomingMessage | undefined>();
  asked.once('response', resolve);
  asked.once('upgrade', (answer: IncomingMessage, socket: Socket) => {
    onLent(socket);
    resolve(answer);
  });
  // Whoever listens behind the door closes what nobody takes.
  asked.once('error', () => resolve(undefined));
  return (await promise)?.statusCode;
}

test('people join on a worker of another server once those here are busy, and each receives all others', async () => {
  const { owner, host } = await startTwo();
  const { callId, page } = await openLargeMeeting(owner, host);
  const { participants, tracks } = await (await Page.open(owner)).enter(callId, 'Eva');
  expect(participants).toHaveLength(4);
  expect(tracks).toHaveLength(4);
  expect(page.noticeNames).not.toContain('meetingEnded');
  expect(await lentAndBorrowed(owner)).toEqual([0, 1]);
  expect(await lentAndBorrowed(host)).toEqual([1, 0]);
});

test('without the setting, on one server, and where there is no room, a meeting stays as it is', async () => {
  const { owner } = await startTwo({ GUEST_WORKERS: '0' });
  expect(owner.mediaWorkers.guests).toBeUndefined();
  expect(await lentAndBorrowed(owner)).toEqual([0, 0]);
  const nodes = await TestNodes.create();
  onTestFinished(() => nodes.stop());
  const alone = await start(nodes);
  for (const server of [owner, alone]) {
    const { callId } = await server.makeSpace();
    for (const name of ['Anna', 'Bo', 'Cecilia', 'David'])
      expect((await enter(server, callId, name)).ports).toEqual([
        server.mediaPort,
        server.mediaPort,
      ]);
  }
});

test('a guest worker that is killed, or whose server stops, is one that has died', async () => {
  const { owner, host } = await startTwo();
  const { callId, page } = await openLargeMeeting(owner, host);
  const [guest] = guestsOf(owner);
  process.kill(guest?.mediasoupWorker.pid ?? 0, 'SIGKILL');
  expect(await page.waitForNotice('meetingEnded')).toEqual({ reason: 'mediaFailed' });
  expect(guestsOf(owner)).toEqual([]);
  expect(await lentAndBorrowed(owner)).toEqual([0, 0]);
  await eventually(() => lentAndBorrowed(host), [0, 0]);
  expect((await enter(owner, callId, 'David')).ports[0]).toBe(owner.mediaPort);
  const other = await startTwo();
  const second = await openLargeMeeting(other.owner, other.host);
  await other.host.stop();
  expect(await second.page.waitForNotice('meetingEnded')).toEqual({ reason: 'mediaFailed' });
  await enter(other.owner, second.callId, 'David');
});

test('a guest worker that hangs is given up', async () => {
  const { owner, host } = await startTwo();
  const { page } = await openLargeMeeting(owner, host);
  process.kill(guestsOf(owner)[0]?.mediasoupWorker.pid ?? 0, 'SIGSTOP');
  // It is given ten seconds to answer.
  const told = () => expect(page.all('meetingEnded')).toEqual([{ reason: 'mediaFailed' }]);
  await vi.waitFor(told, { timeout: 50_000, interval: 50 });
  expect(guestsOf(owner)).toEqual([]);
});

test('a server that drains waits for the meeting on the worker that it lends, and lends none anew', async () => {
  const { owner, host } = await startTwo();
  const { callId } = await openLargeMeeting(owner, host);
  const admin = await owner.signInAdmin();
  const nodeOf = async ({ nodeId }: TestNode) =>
    (await admin.ask<NodeDescription[]>('GET', '/api/nodes')).body.find(({ id }) => id === nodeId);
  await vi.waitFor(async () => {
    expect(await nodeOf(owner)).toMatchObject({ lentWorkers: 0, borrowedWorkers: 1 });
    expect(await nodeOf(host)).toMatchObject({ lentWorkers: 1, borrowedWorkers: 0 });
  }, WAIT_OPTIONS);
  let isDrained = false;
  const draining = host.drain?.(600_000).then(() => (isDrained = true));
  // Until the owner has read of it, and has looked after what it has borrowed.
  await eventually(async () => (await nodeOf(host))?.status, 'draining');
  await pause(5_000);
  expect((await enter(owner, callId, 'Eva')).ports[0]).toBe(owner.mediaPort);
  const headers = { Authorization: `Bearer ${CLUSTER_SECRET}`, 'Mediasoup-Version': version };
  expect(await ask(host, headers)).toBe(503);
  expect(isDrained).toBe(false);
  expect(await nodeOf(host)).toMatchObject({ lentWorkers: 1, meetings: 0, calls: 0 });
  for (const page of pages) {
    expect(page.noticeNames).not.toContain('meetingEnded');
    await page.request('leave', { isFinal: true });
  }
  await draining;
  expect(guestsOf(owner)).toEqual([]);
  expect(await lentAndBorrowed(host)).toEqual([0, 0]);
});

test('workers are lent to whoever has the secret and the same version, and no more than the setting says', async () => {
  const { host } = await startTwo();
  const before = childrenOf(process.pid).length;
  const secret = { Authorization: `Bearer ${CLUSTER_SECRET}` };
  const strangers = [{}, { Authorization: 'Bearer wrong' }];
  for (const one of strangers)
    expect(await ask(host, { ...one, 'Mediasoup-Version': version })).toBeUndefined();
  expect(await ask(host, secret)).toBe(409);
  expect(await ask(host, { ...secret, 'Mediasoup-Version': '1.0.0' })).toBe(409);
  expect(childrenOf(process.pid)).toHaveLength(before);
  expect(await ask(host, { ...secret, 'Mediasoup-Version': version })).toBe(101);
  expect(await ask(host, { ...secret, 'Mediasoup-Version': version })).toBe(503);
  // Whoever says nothing, or does not know the secret's key, has no worker for long.
  await eventually(() => childrenOf(process.pid).length, before);
  expect(await ask(host, { ...secret, 'Mediasoup-Version': version })).toBe(101);
});

test('a server that takes workers and lets them go, over and over, gets no more for a while', async () => {
  const { host } = await startTwo();
  const before = childrenOf(process.pid).length;
  const headers = { Authorization: `Bearer ${CLUSTER_SECRET}`, 'Mediasoup-Version': version };
  let status: number | undefined = 101;
  for (let tries = 0; tries < 100 && status === 101; tries += 1) {
    await eventually(() => childrenOf(process.pid).length, before);
    status = await ask(host, headers, (socket) => void socket.destroy());
  }
  expect(status).toBe(503);
  expect(childrenOf(process.pid)).toHaveLength(before);
});

test('a server lends none while its own workers are busy, and one for each that has room', async () => {
  const nodes = await TestNodes.create();
  onTestFinished(() => nodes.stop());
  const host = await start(nodes, { GUEST_WORKERS: '2' });
  const headers = { Authorization: `Bearer ${CLUSTER_SECRET}`, 'Mediasoup-Version': version };
  const { callId } = await host.makeSpace();
  const { page } = await enter(host, callId, 'Anna');
  expect(await ask(host, headers)).toBe(503);
  page.close();
  const people = () => host.mediaWorkers.workers[0]?.participantCount;
  await vi.waitFor(() => expect(people()).toBe(0), { timeout: 50_000, interval: 50 });
  expect(await ask(host, headers)).toBe(101);
  expect(await ask(host, headers)).toBe(503);
});

test('a guest that ends while a worker of this server hangs is given up', async () => {
  const { nodes, host } = await startTwo();
  const before = childrenOf(process.pid);
  const own = await startWorker([{ ip: '127.0.0.1' }], await freePort(), createLog('silent'));
  onTestFinished(() => void process.kill(own.mediasoupWorker.pid, 'SIGKILL'));
  process.kill(own.mediasoupWorker.pid, 'SIGSTOP');
  const lines: string[] = [];
  const peers = new Peers(CLUSTER_SECRET);
  const [row] = await nodes.query(`select * from "nodes" where "id" = '${host.nodeId}'`);
  const node = row as NodeRow;
  const guests = new GuestWorkers({
    address: host.url,
    secret: CLUSTER_SECRET,
    peers,
    directory: { emptiestOther: () => node, nodes: [node] },
    media: { workers: [own], spreadAt: 2 },
    isDraining: () => false,
    log: createLog('warn', { write: (line) => void lines.push(line) }),
  });
  onTestFinished(() => {
    guests.close();
    peers.close();
  });
  guests.ask();
  const lent = () =>
    childrenOf(process.pid).filter(
      (pid) => !before.includes(pid) && pid !== own.mediasoupWorker.pid,
    );
  // Until it is set up, and its pipes are to be tried.
  const listening = `:${(host.mediaPort + 1).toString(16).toUpperCase()} 00000000:0000 0A`;
  await eventually(() => readFileSync('/proc/net/tcp', 'utf8').includes(listening), true);
  for (const pid of lent()) process.kill(pid, 'SIGKILL');
  await eventually(() => lines.some((line) => line.includes('lends none')), true);
});

test('people stay on a worker whose server does not reach the database', async () => {
  const { owner, host, nodes } = await startTwo();
  const { page } = await openLargeMeeting(owner, host);
  await nodes.query(`
    create function "stand"() returns trigger language plpgsql
      as $$ begin new."beat" := old."beat"; return new; end $$`);
  await nodes.query(`
    create trigger "stand" before update on "nodes" for each row
      when (new."id" = '${host.nodeId}') execute function "stand"()`);
  const admin = await owner.signInAdmin();
  const statusOfHost = async () =>
    (await admin.ask<NodeDescription[]>('GET', '/api/nodes')).body.find(
      ({ id }) => id === host.nodeId,
    )?.status;
  await eventually(statusOfHost, 'silent');
  expect(guestsOf(owner)).toHaveLength(1);
  expect(page.noticeNames).not.toContain('meetingEnded');
});

test('a channel that is not encrypted with the secret reaches no worker', async () => {
  const { host } = await startTwo();
  const before = childrenOf(process.pid).length;
  const asked = request(`${host.url}/cluster/workers/${host.nodeId}`, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'distansmote-worker',
      Authorization: `Bearer ${CLUSTER_SECRET}`,
      'Mediasoup-Version': version,
    },
  });
  asked.end();
  const [, socket] = (await once(asked, 'upgrade')) as [IncomingMessage, Socket];
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.resume();
  socket.write(Buffer.alloc(64, 1));
  await closed;
  await eventually(() => childrenOf(process.pid).length, before);
});
