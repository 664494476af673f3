// Spaces are deleted some days after their time or last use, unless somebody is in them.
import { expect, test } from 'vitest';
import { createLog } from '../src/platform/log.ts';
import { deletesAt, shouldRecordUse, deleteExpired } from '../src/spaces/expiry.ts';
import type { Space } from '../src/spaces/spaceStore.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const DAY_MS = 24 * 60 * 60_000;

const { server } = await sharedServer();

/** Runs the server's own sweep on a given day. */
const sweepOn = (now: number) =>
  deleteExpired(
    {
      spaces: server.spaces,
      isInUse: async ({ callId }) => (await server.meetings.find(callId))?.presentCount === 1,
      deleteSpace: ({ id }) => server.spaces.delete(id),
      log: createLog('silent'),
    },
    now,
  );

test.each<[Partial<Space>, string | undefined]>([
  [{}, '2026-01-31T00:00:00.000Z'],
  [{ deleteAfterDays: null }, undefined],
  [{ deleteAfterDays: 1 }, '2026-01-02T00:00:00.000Z'],
  [{ startsAt: '2026-03-01T12:00:00.000Z' }, '2026-03-31T12:00:00.000Z'],
  [{ lastUsedAt: '2026-02-01T00:00:00.000Z' }, '2026-03-03T00:00:00.000Z'],
  [
    { lastUsedAt: '2026-02-01T00:00:00.000Z', startsAt: '2026-01-15T00:00:00.000Z' },
    '2026-03-03T00:00:00.000Z',
  ],
])('a space with %j expires at %s', (settings, at) => {
  const usual = { createdAt: '2026-01-01T00:00:00.000Z', deleteAfterDays: 30 };
  const space = { ...usual, lastUsedAt: null, startsAt: null, ...settings } as Space;
  expect(deletesAt(space)?.toISOString()).toBe(at);
});

test('a use is recorded at most once an hour', () => {
  const now = Date.now();
  const used = (msAgo: number) => ({ lastUsedAt: new Date(now - msAgo).toISOString() }) as Space;
  expect(shouldRecordUse({ lastUsedAt: null } as Space, now)).toBe(true);
  expect(shouldRecordUse(used(59 * 60_000), now)).toBe(false);
  expect(shouldRecordUse(used(61 * 60_000), now)).toBe(true);
});

test('expired spaces are deleted; others and those in use stay', async () => {
  const make = (deleteAfterDays: number | null) =>
    server.spaces.create({ name: 'Möte', ownerId: null, deleteAfterDays });
  const [short, long, never, used] = [
    await make(1),
    await make(60),
    await make(null),
    await make(1),
  ];
  const page = await Page.open(server);
  await page.enter(used.callId, 'Anna');
  await eventually(async () => (await server.spaces.find(used.id))?.lastUsedAt !== null, true);
  const trial = (await server.spaces.list()).length;
  expect(await sweepOn(Date.now())).toBe(0);
  expect(await sweepOn(Date.now() + 2 * DAY_MS)).toBe(1);
  expect(await server.spaces.find(short.id)).toBeUndefined();
  for (const { id } of [long, never, used]) expect(await server.spaces.find(id)).toBeDefined();
  expect(await server.spaces.list()).toHaveLength(trial - 1);
  page.close();
  await eventually(() => server.meetings.find(used.callId), undefined);
  await sweepOn(Date.now() + 400 * DAY_MS);
  expect(await server.spaces.find(never.id)).toBeDefined();
  expect(await server.spaces.find(used.id)).toBeUndefined();
});
