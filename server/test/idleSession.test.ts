// An unused sign-in session ends; being in a meeting counts as use, even while only listening.
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { readTable } from '@distansmote/testkit/database/databases.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

const MINUTE_MS = 60_000;

async function start(settings: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer(settings, { sessionRefreshMs: 20 });
  onTestFinished(() => server.stop());
  return server;
}
afterEach(() => void vi.useRealTimers());

/** Fakes the clock only; sockets and timers are real. */
const pass = (minutes: number) =>
  void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * MINUTE_MS });

const isSignedIn = async (who: Api) => (await who.ask('GET', '/api/session')).status === 200;

test.each([
  ['an hour by default', {}, 60],
  ['the configured time', { SESSION_IDLE_MINUTES: '10' }, 10],
])('a sign-in ends after %s without use', async (_, settings, minutes) => {
  const server = await start(settings);
  const who = await server.signInAdmin();
  for (let times = 0; times < 3; times += 1) {
    pass(minutes - 2);
    expect(await isSignedIn(who)).toBe(true);
  }
  pass(minutes + 1);
  expect(await isSignedIn(who)).toBe(false);
});

test('a sign-in ends after twelve hours, however much it is used', async () => {
  const server = await start();
  const who = await server.signInAdmin();
  for (let times = 0; times < 14; times += 1) {
    pass(51);
    expect(await isSignedIn(who)).toBe(true);
  }
  pass(10);
  expect(await isSignedIn(who)).toBe(false);
});

test('a convener who only listens for three hours may still moderate, and is still signed in afterwards', async () => {
  const server = await start();
  const who = await server.signInAdmin();
  const { callId } = await server.makeSpace();
  const page = await Page.open(server, { extraHeaders: { cookie: who.cookie } });
  onTestFinished(() => page.close());
  await page.enter(callId, 'Karin');
  const usedAt = async () =>
    (await readTable({ DATA_DIR: server.folder, DATABASE_URL: undefined }, 'sessions'))[0]?.[
      'usedAt'
    ];
  for (let times = 0; times < 4; times += 1) {
    pass(45);
    const before = Date.now();
    await eventually(async () => Date.parse(String(await usedAt())) >= before, true);
  }
  await page.request('setLocked', { isLocked: true });
  expect(await isSignedIn(who)).toBe(true);
});

test('an open page outside a meeting does not count as use, nor does a meeting that was left', async () => {
  const server = await start();
  const who = await server.signInAdmin();
  const { callId } = await server.makeSpace();
  const page = await Page.open(server, { extraHeaders: { cookie: who.cookie } });
  onTestFinished(() => page.close());
  await page.enter(callId, 'Karin');
  await page.request('leave', {});
  pass(61);
  // Many times the refresh interval of people in meetings.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await isSignedIn(who)).toBe(false);
  expect(await page.enter(callId, 'Karin')).toMatchObject({ isConvener: false });
});
