// While an address floods a meeting, its convener gets in, even from that address, and can remove everybody.
import { setTimeout as pause } from 'node:timers/promises';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const STRANGER = '198.51.100.1';
const SOCKETS = 110;
/** The flood ends by itself, whatever the test does. */
const LONGEST_MS = 20_000;

const opened = await sharedServer({ TRUSTED_PROXIES: '127.0.0.1' });
const { server, ownedSpace } = opened;

const openFrom = (address: string, cookie = '') =>
  opened.openFrom(address, cookie, { reconnection: false });

/** Uses the address's whole budget, and continues at the rate at which it recovers. */
async function useUpRequests(stop: AbortSignal): Promise<void> {
  const flooding = await Promise.all(Array.from({ length: SOCKETS }, () => openFrom(STRANGER)));
  const ask = (page: Page, times: number) =>
    Array.from({ length: times }, () => page.ask('leave', {}).catch(() => undefined));
  await Promise.all(flooding.flatMap((page) => ask(page, 90)));
  void (async () => {
    const endsAt = performance.now() + LONGEST_MS;
    while (!stop.aborted && performance.now() < endsAt) {
      for (const page of flooding) if (page.socket.connected) void Promise.all(ask(page, 1));
      await pause(100);
    }
  })();
}

/** Each joins and leaves repeatedly. */
async function comeAndGo(callId: CallId, stop: AbortSignal): Promise<void> {
  const { rtpCapabilities } = server.mediaWorkers;
  const endsAt = performance.now() + LONGEST_MS;
  const one = async () => {
    const page = await openFrom(STRANGER);
    while (!stop.aborted && page.socket.connected && performance.now() < endsAt) {
      await page
        .ask('prepare', { callId, ...page.credentials, rtpCapabilities })
        .catch(() => undefined);
      const joining = { name: 'Främling', profession: '', tracks: [] };
      await page.ask('join', joining).catch(() => undefined);
      await pause(50);
      await page.ask('leave', {}).catch(() => undefined);
    }
  };
  for (let number = 0; number < SOCKETS; number += 1) void one();
  await eventually(async () => ((await server.meetings.find(callId))?.presentCount ?? 0) > 0, true);
}

test.each([
  ['that address', STRANGER],
  ['another', '203.0.113.7'],
])('a convener of %s is not held back by it', async (_, address) => {
  const { callId, cookie } = await ownedSpace();
  const flood = new AbortController();
  await useUpRequests(flood.signal);
  await comeAndGo(callId, flood.signal);
  try {
    const convener = await openFrom(address, cookie);
    const { isConvener, isLocked } = await convener.enter(callId, 'Karin');
    expect({ isConvener, isLocked }).toEqual({ isConvener: true, isLocked: false });
    await convener.request('setLocked', { isLocked: true });
    // Those present before the lock may return; those removed may not.
    const meeting = await server.meetings.find(callId);
    const strangers = () => meeting?.persons.filter((one) => !one.isConvener) ?? [];
    for (const { id: participantId } of strangers())
      await convener.ask('removeParticipant', { participantId });
    await convener.request('endMeeting', {});
    expect(meeting?.closed).toBe(true);
  } finally {
    flood.abort();
  }
});
