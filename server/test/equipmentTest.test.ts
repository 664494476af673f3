// The equipment test: the server echoes a page's tracks, for a minute, a few tests at a time.
import { type Reply, requests } from '@distansmote/shared/signalling/requests.ts';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { Limiter } from '../src/limits/limiter.ts';
import { EquipmentTests } from '../src/browser/equipmentTests.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

let server: TestServer;
const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await server.stop();
});

async function open(): Promise<Page> {
  const page = await Page.open(server);
  pages.push(page);
  return page;
}

test('sent media is echoed, and nobody else receives it', async () => {
  server = await startTestServer({ PHONE_NUMBER: '0480-123 45' });
  const page = await open();
  const opened = await page.request('openTest', {});
  expect(requests.openTest.reply.safeParse(opened).error).toBeUndefined();
  expect(opened.phoneNumber).toBe('0480-123 45');
  expect(opened).not.toHaveProperty('iceServers');
  const { tracks } = await page.request('sendTest', {
    tracks: [offer('microphone'), offer('screen')],
  });
  expect(tracks.map(({ source }) => source)).toEqual(['microphone', 'screen']);
  for (const { transportId } of tracks) expect(transportId).toBe(opened.receiveTransport.id);
  const [{ participantId } = {}] = tracks;
  await page.request('tracksReady', {
    tracks: [{ participantId: participantId as never, source: 'microphone' }],
  });
  expect(await page.expectRefusal('sendTest', { tracks: [offer('screen')] })).toEqual({
    code: 'alreadyStarted',
  });
  const other = await open();
  expect(await other.expectRefusal('sendTest', { tracks: [offer('screen')] })).toEqual({
    code: 'notPrepared',
  });
  await page.request('leave', {});
  expect(await page.expectRefusal('sendTest', { tracks: [offer('camera')] })).toEqual({
    code: 'notPrepared',
  });
});

test('a test cannot start inside a meeting; joining a meeting ends it', async () => {
  server = await startTestServer();
  const { callId } = await server.makeSpace();
  const page = await open();
  await page.request('openTest', {});
  await page.enter(callId, 'Karin', []);
  expect(await page.expectRefusal('sendTest', { tracks: [offer('screen')] })).toEqual({
    code: 'notPrepared',
  });
  expect(await page.expectRefusal('openTest', {})).toEqual({ code: 'alreadyJoined' });
});

test('TURN credentials of a test last two minutes', async () => {
  server = await startTestServer({
    TURN_URLS: 'turn:turn.example.org',
    TURN_SECRET: 'a secret of the relay',
  });
  const page = await open();
  const { iceServers } = await page.request('openTest', {});
  const [expiry] = iceServers?.[0]?.username.split(':') ?? [];
  expect(Number(expiry)).toBeGreaterThan(Date.now() / 1000);
  expect(Number(expiry)).toBeLessThanOrEqual(Date.now() / 1000 + 120);
});

test('one test per socket and ten per address, each for a minute', async () => {
  server = await startTestServer();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const tests = new EquipmentTests(server.mediaWorkers, new Limiter());
  const refused = { code: 'tooManyTests' };
  const ofOne = await Promise.all(Array.from({ length: 10 }, () => tests.open('192.0.2.1')));
  await expect(tests.open('192.0.2.1')).rejects.toMatchObject(refused);
  // An ended one no longer counts, however often it is closed.
  ofOne[0]?.close();
  ofOne[0]?.close();
  await tests.open('192.0.2.1');
  await expect(tests.open('192.0.2.1')).rejects.toMatchObject(refused);
  vi.advanceTimersByTime(60_000);
  const again = await tests.open('192.0.2.1');
  again.close();
});

test('two addresses that hold every test make room for a third', async () => {
  server = await startTestServer();
  const tests = new EquipmentTests(server.mediaWorkers, new Limiter());
  const held = [];
  for (const address of ['192.0.2.1', '192.0.2.2'])
    for (let count = 0; count < 10; count += 1) held.push(await tests.open(address));
  const closed = held.map((one) => vi.spyOn(one.echo, 'close'));
  await tests.open('192.0.2.3');
  expect(closed.filter((close) => close.mock.calls.length > 0)).toHaveLength(1);
  expect(closed[0]).toHaveBeenCalledTimes(1);
});

test('when no address has more than another, the newcomer is told to wait', async () => {
  server = await startTestServer();
  const tests = new EquipmentTests(server.mediaWorkers, new Limiter());
  for (let of = 1; of <= 20; of += 1) await tests.open(`192.0.2.${of}`);
  await expect(tests.open('192.0.2.99')).rejects.toMatchObject({ code: 'tooManyTests' });
});

test('a socket that starts test after test is refused, and uses few TURN users', async () => {
  server = await startTestServer({
    TURN_URLS: 'turn:turn.example.org',
    TURN_SECRET: 'a secret of the relay',
  });
  const page = await open();
  const users = new Set<string>();
  let granted = 0;
  for (let asked = 0; asked < 90; asked += 1) {
    const answer = await page.ask('openTest', {});
    if (!answer.ok) {
      expect(['tooManyTests', 'tooFast']).toContain(answer.refusal.code);
      continue;
    }
    granted += 1;
    const { iceServers } = answer.reply as Reply<'openTest'>;
    users.add(iceServers?.[0]?.username ?? '');
  }
  expect(granted).toBeLessThanOrEqual(40);
  // Four at a time, and the username may change once with the minute.
  expect(users.size).toBeLessThanOrEqual(8);
});
