// Flooding a lobby displaces only the flooder's own entries, and a convener's page is told no more than it can show.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test, vi } from 'vitest';
import { LimitExceeded, Limiter } from '../src/limits/limiter.ts';
import { Denials } from '../src/meetings/denials.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const STRANGER = '198.51.100.1';
const SECOND_STRANGER = '198.51.100.2';
const RELATIVE = '192.0.2.33';

const { openFrom, ownedSpace } = await sharedServer({ TRUSTED_PROXIES: '127.0.0.1' });

/** @param from the convener's address. */
async function conveneMeeting(from: string) {
  const { callId, cookie } = await ownedSpace({ lobby: 'everybody' });
  const convener = await openFrom(from, cookie);
  await convener.enter(callId, 'Karin');
  return { callId, convener };
}

const knocking = (callId: CallId, { credentials }: Page, name: string) => ({
  callId,
  ...credentials,
  name,
  profession: '',
});

/** Opens `count` pages from an address. @returns those that got into the lobby. */
async function crowd(callId: CallId, address: string, count: number): Promise<Page[]> {
  const inside: Page[] = [];
  for (let number = 0; number < count; number += 1) {
    const page = await openFrom(address);
    if ((await page.ask('knock', knocking(callId, page, 'Främling'))).ok) inside.push(page);
  }
  return inside;
}

test('when two addresses fill a lobby, every other address still gets in', async () => {
  const { callId, convener } = await conveneMeeting('203.0.113.7');
  expect(await crowd(callId, STRANGER, 60)).toHaveLength(50);
  // As many as the first has left, so that neither has more than the other.
  expect(await crowd(callId, SECOND_STRANGER, 60)).toHaveLength(25);
  const relative = await openFrom(RELATIVE);
  await relative.knock(callId, 'Lars');
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
    body.lobby.some(({ name }) => name === 'Lars'),
  );
  expect(lobby).toHaveLength(50);
  const participantId = lobby.find(({ name }) => name === 'Lars')?.id as never;
  await convener.request('admit', { participantId });
  await relative.waitForNotice('admitted');
  await relative.enter(callId, 'Lars');
});

test('one site that fills a lobby from many IPv6 networks makes room for others', async () => {
  const { callId, convener } = await conveneMeeting('203.0.113.7');
  for (let network = 0; network < 50; network += 1)
    await crowd(callId, `2001:db8:1:${network.toString(16)}::1`, 1);
  const relative = await openFrom(RELATIVE);
  await relative.knock(callId, 'Lars');
  await convener.waitForNotice('lobbyChanged', ({ lobby }) =>
    lobby.some(({ name }) => name === 'Lars'),
  );
});

test('a county of fifty can wait in one lobby', async () => {
  const { callId } = await conveneMeeting('203.0.113.7');
  expect(await crowd(callId, '203.0.113.7', 50)).toHaveLength(50);
});

test('however many knock and leave, a convener is told at most four times a second, and finally the latest state', async () => {
  const { callId, convener } = await conveneMeeting(STRANGER);
  const cycling = Array.from({ length: 20 }, async () => {
    const page = await openFrom(STRANGER);
    for (let turn = 0; turn < 5; turn += 1) {
      await page.ask('knock', knocking(callId, page, 'Främling'));
      await page.ask('leave', {});
    }
  });
  const startedAt = performance.now();
  await Promise.all(cycling);
  const last = await openFrom(RELATIVE);
  await last.knock(callId, 'Lars');
  await convener.waitForNotice('lobbyChanged', ({ lobby }) =>
    lobby.some(({ name }) => name === 'Lars'),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const updates = convener.all('lobbyChanged');
  expect(updates.length).toBeLessThanOrEqual(4 * seconds + 2);
  expect(updates.at(-1)?.lobby.map(({ name }) => name)).toEqual(['Lars']);
});

test('where names are long, a convener is told less often', async () => {
  const { callId, convener } = await conveneMeeting('203.0.113.7');
  const long = '\ufdfa'.repeat(60);
  const names = { name: long, profession: long, companions: Array.from({ length: 9 }, () => long) };
  for (let number = 0; number < 45; number += 1) {
    const page = await openFrom(`198.51.100.${number}`);
    await page.request('knock', { callId, ...page.credentials, ...names });
  }
  const startedAt = performance.now();
  const before = convener.all('lobbyChanged').length;
  const page = await openFrom(STRANGER);
  for (let turn = 0; turn < 5; turn += 1) {
    await page.request('knock', { callId, ...page.credentials, ...names });
    await sleep(300);
    await page.request('leave', {});
    await sleep(300);
  }
  const ms = performance.now() - startedAt;
  const told = convener.all('lobbyChanged').slice(before);
  const bytes = told.reduce((sum, body) => sum + Buffer.byteLength(JSON.stringify(body)), 0);
  expect(bytes / told.length).toBeGreaterThan(50_000);
  // And two: one that was due before, and one at the end.
  expect(bytes).toBeLessThanOrEqual(25 * ms + 250_000);
});

test('endless knocking is throttled', async () => {
  const { callId } = await conveneMeeting('203.0.113.7');
  const page = await openFrom(STRANGER);
  const codes: (string | undefined)[] = [];
  for (let turn = 0; turn < 7; turn += 1) {
    const answer = await page.ask('knock', knocking(callId, page, 'Främling'));
    codes.push(answer.ok ? undefined : answer.refusal.code);
  }
  expect(codes.slice(5)).toEqual(['tooFast', 'tooFast']);
});

test('an address whose guests are denied again and again has to wait, and no other address', async () => {
  const { callId, convener } = await conveneMeeting('203.0.113.7');
  for (let number = 0; number < 5; number += 1) {
    const page = await openFrom(STRANGER);
    await page.knock(callId, `Främling ${number}`);
    const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
      body.lobby.some(({ name }) => name === `Främling ${number}`),
    );
    await convener.request('deny', { participantId: lobby[0]?.id as never });
    await page.waitForNotice('denied');
  }
  const codes: (string | undefined)[] = [];
  for (let number = 0; number < 3; number += 1) {
    const page = await openFrom(STRANGER);
    const answer = await page.ask('knock', knocking(callId, page, 'Främling'));
    codes.push(answer.ok ? undefined : answer.refusal.code);
    if (!answer.ok) continue;
    // The budget may recover by one during the test; then a fifth is denied as well.
    const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
      body.lobby.some(({ name }) => name === 'Främling'),
    );
    await convener.request('deny', { participantId: lobby[0]?.id as never });
  }
  expect(codes).toContain('tooFast');
  const relative = await openFrom(RELATIVE);
  expect((await relative.knock(callId, 'Lars')).isAdmitted).toBe(false);
});

test('each denial doubles the wait before the next knock', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const turnedAway = new Denials('787544182' as CallId, new Limiter());
    const guest = { id: 'a' as ParticipantId };
    const seconds: number[] = [];
    for (let time = 0; time < 9; time += 1) {
      const next = turnedAway.add({ guest, address: STRANGER });
      seconds.push(next);
      vi.advanceTimersByTime(next * 1000 - 1);
      expect(() => turnedAway.check({ guest, address: STRANGER })).toThrow(LimitExceeded);
      vi.advanceTimersByTime(1);
      turnedAway.check({ guest, address: STRANGER });
    }
    expect(seconds).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900]);
  } finally {
    vi.useRealTimers();
  }
});
