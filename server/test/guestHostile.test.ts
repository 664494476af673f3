// A server that lends a media worker and means harm, or is broken: it ends neither the server that borrows it nor its meetings.
import { randomBytes, randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import {
  notification,
  type PlayedGuestHostOptions,
  playGuestHost,
} from '@distansmote/testkit/cluster/playedGuestHost.ts';
import {
  type Cluster,
  CLUSTER_SECRET,
  startCluster,
} from '@distansmote/testkit/cluster/startCluster.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const nodes = await TestNodes.create();
let cluster: Cluster;
const lines: string[] = [];
beforeAll(async () => {
  cluster = await startCluster({
    count: 1,
    databaseUrl: nodes.databaseUrl,
    settings: { MEDIA_SPREAD_AT: '2', GUEST_WORKERS: '1', LOG_LEVEL: 'info' },
    onLine: (_node, line) => lines.push(line),
  });
});
afterAll(async () => {
  await cluster.stop();
  await nodes.stop();
});

const owner = () => cluster.nodes[0];

async function enter(callId: string, ...names: string[]): Promise<ReturningPage[]> {
  const urls = cluster.addresses.map((address) => `http://${address}`);
  const pages: ReturningPage[] = [];
  for (const name of names) {
    const page = await ReturningPage.enter({ urls, callId: callId as never, name });
    stops.push(() => page.close());
    pages.push(page);
  }
  return pages;
}

/** A meeting that is so large that a worker is borrowed for it. */
async function borrow(played: Partial<PlayedGuestHostOptions> = {}) {
  lines.length = 0;
  const host = await playGuestHost({ nodes, secret: CLUSTER_SECRET, ...played });
  stops.push(() => host.close());
  const { callId } = await cluster.createSpace('Vårdplanering', { lobby: 'none' });
  const others = await cluster.createSpace('En annan', { lobby: 'none' });
  const bystanders = await enter(others.callId, 'Xerxes', 'Yvonne');
  const people = await enter(callId, 'Anna', 'Bo', 'Cecilia');
  return { host, callId, bystanders, people };
}

async function spread(played: Partial<PlayedGuestHostOptions> = {}) {
  const borrowed = await borrow(played);
  await eventually(() => lines.some((line) => line.includes('lends a media worker')), true);
  const people = [...borrowed.people, ...(await enter(borrowed.callId, 'David', 'Eva'))];
  const [loan] = borrowed.host.loans;
  if (loan === undefined) throw new Error('nothing was lent');
  return { ...borrowed, people, loan };
}

async function expectAllWell({ bystanders, people }: Awaited<ReturnType<typeof spread>>) {
  await eventually(
    () => people.map(({ isThere }) => isThere),
    people.map(() => true),
  );
  expect(owner()?.endedBy).toBeUndefined();
  for (const page of bystanders) expect(page.absences).toEqual([]);
}

test.each([
  ['of which the body is missing', (ids: string[]) => ids],
  ['for nobody, or for what has a meaning of its own', () => ['error', '', '__proto__', 'x']],
])('events %s end the worker that was borrowed, and nothing else', async (_what, handlers) => {
  const meeting = await spread();
  const { loan } = meeting;
  for (const id of handlers([...loan.ids]))
    for (let event = 0; event < 40; event += 1) loan.channel.write(notification(id, event));
  await eventually(() => loan.isOpen, false);
  await expectAllWell(meeting);
});

/** As mediasoup frames what it says: its length, then FlatBuffers. */
function framed(body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
}

/** A message with that text behind it, of a kind by number: 1 is a request, and 4 a line for the log. */
function message(kind: number, text: string): Buffer {
  const body = Buffer.concat([notification('', 0).subarray(4), Buffer.from(text)]);
  body.writeUInt8(kind, 20);
  return framed(body);
}

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

test.each([
  ['a length of four gigabytes', [Buffer.alloc(4, 0xff), MEGABYTE]],
  ['no length', [Buffer.alloc(4)]],
  ['garbage', [framed(randomBytes(1_000))]],
  ['what only this server says', [message(1, 'FORGED')]],
  ['a message of no kind', [message(77, 'FORGED')]],
  [
    'messages without end',
    Array<Buffer>(1_000).fill(Buffer.concat(Array<Buffer>(10_000).fill(notification('x', 1)))),
  ],
])(
  'a worker that says %s is given up, and nothing of it is kept or logged',
  async (_what, said) => {
    const meeting = await spread();
    const { loan } = meeting;
    for (const bytes of [message(4, 'FORGED'), ...said]) {
      if (!loan.isOpen) break;
      if (!loan.channel.write(bytes)) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await eventually(() => loan.isOpen, false);
    await expectAllWell(meeting);
    expect(lines.join()).not.toContain('FORGED');
    expect(lines.length).toBeLessThan(60);
  },
);

test('answers that were changed on their way end no more than the worker that was borrowed', async () => {
  for (let round = 0; round < 4; round += 1) {
    let isChanging = false;
    const meeting = await spread({
      fromWorker(bytes) {
        if (!isChanging) return bytes;
        const changed = Buffer.from(bytes);
        for (let at = 4; at < changed.length; at += 1 + randomInt(60)) changed[at] = randomInt(256);
        return changed;
      },
    });
    isChanging = true;
    const { people, loan } = meeting;
    people.push(...(await enter(meeting.callId, `Fia ${round}`)));
    people.pop()?.close();
    await eventually(() => loan.isOpen, false);
    await expectAllWell(meeting);
    for (const page of [...people, ...meeting.bystanders]) page.close();
    meeting.host.close();
  }
});

test('a worker that names a port of another program of this machine has nothing sent there', async () => {
  const program = createSocket('udp4').bind(0, '127.0.0.1');
  stops.push(() => program.close());
  await once(program, 'listening');
  let heard = 0;
  program.on('message', () => (heard += 1));
  const { port } = program.address();
  const { host } = await borrow({
    fromWorker(bytes) {
      const changed = Buffer.from(bytes);
      for (let at = 0; at + 1 < changed.length; at += 2) {
        const said = changed.readUInt16LE(at);
        // Ids and keys have such letters.
        const isInText = [at - 1, at + 2].some((beside) => (changed[beside] ?? 0) > 32);
        if (!isInText && said >= 30_000 && said < 31_000) changed.writeUInt16LE(port, at);
      }
      return changed;
    },
  });
  await eventually(() => host.loans.map(({ isOpen }) => isOpen), [false]);
  expect(heard).toBe(0);
});
