// After a hundred joins, however each of them ended, nothing is left of any.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { handlersIn, watchMedia } from '@distansmote/testkit/media/mediaWatch.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import {
  dtlsParameters,
  offer,
  undecodableOffer,
} from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

const JOINS = 100;
const API_TOKEN = 'token-for-tests';
const media = watchMedia();
const warnings: Error[] = [];
process.on('warning', (warning) => warnings.push(warning));
const { server } = await sharedServer({ API_TOKEN }, { graceMs: 10 });

/** Somebody in the meeting, whose socket does not reconnect. */
async function somebody(callId: Parameters<Page['prepare']>[0]): Promise<Page> {
  const page = await Page.open(server, { reconnection: false });
  const { tracks, participants } = await page.enter(callId, 'Någon', [
    offer('microphone'),
    offer('camera', true),
  ]);
  for (const direction of ['send', 'receive'] as const) {
    await page.request('connectTransport', { direction, dtlsParameters });
  }
  for (const { participantId, source } of tracks) {
    await page.request('tracksReady', { tracks: [{ participantId, source }] });
  }
  expect(participants.length).toBeLessThan(2);
  return page;
}

const deleteSpace = (id: string) =>
  fetch(`${server.url}/api/spaces/${id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${API_TOKEN}` },
  });

/** Each way brings two people into a meeting of its own, and out again. */
const ways: ((first: Page, second: Page, spaceId: string) => Promise<void>)[] = [
  async function bothLeave(first, second) {
    await first.request('leave', {});
    await second.request('leave', {});
    first.close();
    second.close();
  },
  async function bothClose(first, second) {
    first.close();
    second.close();
  },
  async function bothAreCutOff(first, second) {
    first.cut();
    second.cut();
  },
  async function oneLeavesAndOneIsCutOff(first, second) {
    await first.request('startTrack', offer('screen'));
    await second.waitForNotice('trackStarted', ({ track }) => track.source === 'screen');
    await first.request('stopTrack', { source: 'screen' });
    await first.request('leave', {});
    first.close();
    second.cut();
  },
  async function theSpaceIsDeleted(first, second, spaceId) {
    expect((await deleteSpace(spaceId)).status).toBe(204);
    await first.waitForNotice('meetingEnded');
    await second.waitForNotice('meetingEnded');
    first.close();
    second.cut();
  },
  async function goesInTheMiddleOfASecondEntry(first, second) {
    await first.request('leave', {});
    first.socket.emit('request', 'leave', {}, () => undefined);
    first.close();
    void second.ask('startTrack', offer('screen')).catch(() => undefined);
    second.cut();
  },
];

/** Clients that never get as far as joining. */
async function comeForNothing(callId: Parameters<Page['prepare']>[0]): Promise<void> {
  const [refused, gone, hurried] = await Promise.all(
    Array.from({ length: 3 }, () => Page.open(server, { reconnection: false })),
  );
  await refused?.prepare(callId);
  const bad = {
    name: 'Nej',
    profession: '',
    tracks: [offer('screen'), undecodableOffer('camera')],
  };
  expect(await refused?.expectRefusal('join', bad)).toEqual({ code: 'mediaRefused' });
  refused?.close();
  await gone?.prepare(callId);
  gone?.cut();
  // Its socket closes while its transports are being created.
  void hurried?.prepare(callId).catch(() => undefined);
  hurried?.close();
}

async function comeAndGo(way: (typeof ways)[number]): Promise<void> {
  const space = await server.makeSpace();
  const first = await somebody(space.callId);
  const second = await somebody(space.callId);
  await comeForNothing(space.callId);
  await way(first, second, space.id);
}

/** Only those that keep the process alive: timers, sockets, handles. */
function resources(kind: string): number {
  return process.getActiveResourcesInfo().filter((name) => name === kind).length;
}

test('nothing is left', { timeout: 120_000 }, async () => {
  const nothing = { routers: 0, transports: 0 };
  const [worker] = media.workers;
  if (worker === undefined) throw new Error('no worker was seen');
  // Creates what is initialized once, on first use.
  for (const way of ways.slice(0, 1)) await comeAndGo(way);
  await eventually(() => server.mediaWorkers.dump(), nothing);
  const handlersBefore = await handlersIn(worker);

  for (let joins = 0; joins < JOINS; joins += ways.length * 2) {
    await Promise.all(ways.map(comeAndGo));
  }
  expect(media.peak.producers).toBeGreaterThan(10);
  expect(media.peak.consumers).toBeGreaterThan(10);

  await eventually(() => server.signalling.connectionCount, 0);
  await eventually(() => server.meetings.count, 0);
  // What was being made for somebody who had gone is closed as soon as it is there.
  await eventually(() => media.open, { routers: 0, transports: 0, producers: 0, consumers: 0 });
  await eventually(() => server.mediaWorkers.dump(), nothing);
  await eventually(() => handlersIn(worker), handlersBefore);
  expect(warnings).toEqual([]);
});

test('a stopped server leaves no timer and no socket', { timeout: 60_000 }, async () => {
  const before = { timers: resources('Timeout'), sockets: resources('TCPSocketWrap') };
  const other = await startTestServer({}, { graceMs: 60_000 });
  const { callId } = await other.makeSpace();
  const pages = await Promise.all(
    Array.from({ length: 4 }, () => Page.open(other, { reconnection: false })),
  );
  const [present, away, waiting] = pages;
  await present?.enter(callId, 'Här', [offer('microphone')]);
  await away?.enter(callId, 'Borta', [offer('microphone')]);
  await waiting?.prepare(callId);
  away?.cut();
  await eventually(() => away?.socket.connected, false);
  await other.stop();
  await other.stop();
  for (const page of pages) page.close();
  expect(other.signalling.connectionCount).toBe(0);
  expect(other.meetings.count).toBe(0);
  expect(await present?.waitForNotice('meetingEnded')).toEqual({ reason: 'serverStopping' });
  expect(await waiting?.waitForNotice('meetingEnded')).toEqual({ reason: 'serverStopping' });

  const now = () => ({ timers: resources('Timeout'), sockets: resources('TCPSocketWrap') });
  // Polls with its own loop: vitest's polling is a timer too.
  for (
    let tries = 0;
    tries < 100 && (now().timers > before.timers || now().sockets > before.sockets);
    tries += 1
  ) {
    await sleep(50);
  }
  expect(now().timers).toBeLessThanOrEqual(before.timers);
  expect(now().sockets).toBeLessThanOrEqual(before.sockets);
});
