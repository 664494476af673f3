// The audit log in storage: ordered, searchable, deleted in time, and not lost while the database is away.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AuditFilter, type AuditLog, createAuditLog } from '../src/audit/auditLog.ts';
import { deleteExpired } from '../src/audit/retention.ts';
import { type Database, openDatabase } from '../src/storage/database.ts';
import { auditEntries } from '@distansmote/testkit/server/auditEntries.ts';
import {
  type DatabaseSettings,
  newDatabase,
  readTable,
  openSpaceStore,
} from '@distansmote/testkit/database/databases.ts';

const karin: AuditActor = { kind: 'account', name: 'karin' };
const space = {
  id: '5e9c0f3a-0000-4000-8000-000000000001' as SpaceId,
  callId: '787544182' as CallId,
  name: 'HC Torsås 9',
};

let settings: DatabaseSettings;
let database: Database;
let audit: AuditLog;
let failures: string[];
beforeEach(async () => {
  settings = await newDatabase();
  database = await openDatabase(settings);
  failures = [];
  audit = createAuditLog(database, (reason) => failures.push(reason));
});
afterEach(async () => {
  vi.useRealTimers();
  await audit.close();
  await database.destroy();
});

const read = (filter?: AuditFilter) => auditEntries(audit, filter);
const aboutOf = async (filter: AuditFilter) => (await read(filter)).map(({ about }) => about);

/** From here on the test controls the clock. */
const setClock = (time: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });

test('entries are read as recorded, newest first', async () => {
  setClock('2026-11-25T10:00:00.000Z');
  await audit.record({ action: 'spaceCreated', actor: karin, space });
  await audit.record({ action: 'accountCreated', actor: karin, subject: 'anna', role: 'staff' });
  expect(await read()).toEqual([
    {
      id: expect.any(String) as string,
      at: '2026-11-25T10:00:00.000Z',
      deed: 'accountCreated',
      by: karin,
      space: null,
      about: 'anna',
      role: 'staff',
      detail: null,
    },
    {
      id: expect.any(String) as string,
      at: '2026-11-25T10:00:00.000Z',
      deed: 'spaceCreated',
      by: karin,
      space,
      about: null,
      role: null,
      detail: null,
    },
  ]);
  expect(failures).toEqual([]);
});

test('more than one batch within a millisecond is read completely and in order from any entry', async () => {
  setClock('2026-11-25T10:00:00.000Z');
  for (let n = 0; n < 1234; n += 1)
    audit.recordAsync({ action: 'entered', actor: karin, subject: `${n}` });
  await audit.record({ action: 'entered', actor: karin, subject: '1234' });
  const all = await read();
  expect(all.map(({ about }) => Number(about))).toEqual(
    Array.from({ length: 1235 }, (_, n) => 1234 - n),
  );
  const before = all[599]?.id;
  expect(await read({ before })).toEqual(all.slice(600));
  expect(await read({ before: all.at(-1)?.id })).toEqual([]);
});

test('nothing precedes an entry that no longer exists', async () => {
  await audit.record({ action: 'entered', actor: karin });
  expect(await read({ before: '00000000-0000-4000-8000-000000000000' })).toEqual([]);
});

test('it is searched by a part of any name, and by call ID', async () => {
  await audit.record({
    action: 'entered',
    actor: { kind: 'guest', name: 'Åsa Öberg' },
    space,
    subject: 'A',
  });
  await audit.record({ action: 'accountClosed', actor: karin, subject: 'Bo % _ \\ Ek' });
  await audit.record({
    action: 'spaceChanged',
    actor: { kind: 'service', name: '' },
    subject: 'C',
  });
  for (const search of ['åsa', 'ÖBERG', 'torsås', '787 544 182', '787544182', '544 18']) {
    expect(await aboutOf({ search }), search).toEqual(['A']);
  }
  for (const search of ['KARIN', '%', '_', '\\', 'bo % _']) {
    expect(await aboutOf({ search }), search).toEqual(['Bo % _ \\ Ek']);
  }
  for (const search of ['787 544 183', "' OR 1=1 --", 'nobody', '2']) {
    expect(await aboutOf({ search }), search).toEqual(search === '2' ? ['A'] : []);
  }
  expect(await aboutOf({ search: '' })).toHaveLength(3);
});

test('it is read between two moments', async () => {
  for (const day of ['01', '02', '03']) {
    setClock(`2026-11-${day}T00:00:00.000Z`);
    await audit.record({ action: 'entered', actor: karin, space, subject: day });
  }
  const [from, until] = ['2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'];
  expect(await aboutOf({ from })).toEqual(['03', '02']);
  expect(await aboutOf({ until })).toEqual(['02', '01']);
  expect(await aboutOf({ from, until, search: '787544182' })).toEqual(['02']);
});

test('entries are deleted after the retention period', async () => {
  setClock('2026-01-01T00:00:00.000Z');
  await audit.record({ action: 'entered', actor: { kind: 'guest', name: 'Gammal' }, space });
  setClock('2026-01-02T00:00:00.000Z');
  await audit.record({ action: 'entered', actor: { kind: 'guest', name: 'Ny' }, space });
  const on = (time: string) => deleteExpired(audit, 30, Date.parse(time));
  expect(await on('2026-01-31T00:00:00.000Z')).toBe(0);
  expect(await on('2026-01-31T00:00:00.001Z')).toBe(1);
  expect((await readTable(settings, 'auditLog')).map(({ byName }) => byName)).toEqual(['Ny']);
});

test('entries outlive their space, with its name at the time', async () => {
  const spaces = await openSpaceStore(settings);
  const made = await spaces.create({ name: 'Före', ownerId: null });
  await audit.record({ action: 'spaceCreated', actor: karin, space: made });
  await spaces.change(made.id, { name: 'Efter' });
  expect(await spaces.delete(made.id)).toBe(true);
  expect((await read()).map((entry) => entry.space?.name)).toEqual(['Före']);
});

test('asynchronous entries are written soon, and at the latest on close', async () => {
  audit.recordAsync({ action: 'entered', actor: karin });
  await vi.waitFor(
    async () => expect(await readTable(settings, 'auditLog')).toHaveLength(1),
    15_000,
  );
  audit.recordAsync({ action: 'removed', actor: karin });
  await audit.close();
  expect(await readTable(settings, 'auditLog')).toHaveLength(2);
});

test('nothing is lost while the database is away, and the log lines about it name nobody', async () => {
  await sql`alter table "auditLog" rename to "away"`.execute(database);
  await audit.record({ action: 'entered', actor: { kind: 'guest', name: 'Lars' }, space });
  await audit.record({ action: 'removed', actor: karin, space, subject: 'Lars' });
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.join()).not.toMatch(/Lars|karin|insert|auditLog/);
  await sql`alter table "away" rename to "auditLog"`.execute(database);
  await audit.record({ action: 'meetingEnded', actor: karin, space });
  expect((await read()).map(({ deed }) => deed)).toEqual(['meetingEnded', 'removed', 'entered']);
});

test('guests who join and leave during an outage evict no entries by others', async () => {
  await sql`alter table "auditLog" rename to "away"`.execute(database);
  const guest: AuditActor = { kind: 'guest', name: 'Lars' };
  for (let stay = 0; stay < 10_000; stay += 1) {
    audit.recordAsync({ action: 'entered', actor: guest, space });
    audit.recordAsync({ action: 'left', actor: guest, space });
  }
  await audit.record({ action: 'removed', actor: karin, space, subject: 'Lars' });
  await audit.record({
    action: 'signInFailed',
    actor: { kind: 'unknown', name: '' },
    subject: 'karin',
  });
  // The service's log has a single line for all that were dropped.
  expect(failures.filter((failure) => failure.includes('lost'))).toEqual([
    '15000 entries were lost: too many are pending',
  ]);
  await sql`alter table "away" rename to "auditLog"`.execute(database);
  await audit.record({ action: 'spaceDeleted', actor: karin, space });
  const deeds = (await read()).map(({ deed }) => deed);
  expect(deeds.slice(0, 3)).toEqual(['spaceDeleted', 'signInFailed', 'removed']);
  expect(deeds).toHaveLength(5_003);
  // Written entries free their space in the buffer.
  audit.recordAsync({ action: 'entered', actor: guest, space, subject: 'Elsa' });
  await audit.record({ action: 'locked', actor: karin, space });
  expect(await aboutOf({ search: 'Elsa' })).toEqual(['Elsa']);
});

test('nor do guests who change their names', async () => {
  await sql`alter table "auditLog" rename to "away"`.execute(database);
  const guest: AuditActor = { kind: 'guest', name: 'Lars' };
  for (let at = 0; at < 12_000; at += 1)
    audit.recordAsync({ action: 'renamedSelf', actor: guest, space, detail: `Lars ${at}` });
  await audit.record({ action: 'removed', actor: karin, space, subject: 'Lars' });
  await sql`alter table "away" rename to "auditLog"`.execute(database);
  await audit.record({ action: 'locked', actor: karin, space });
  const deeds = (await read()).map(({ deed }) => deed);
  expect(deeds.slice(0, 3)).toEqual(['locked', 'removed', 'renamedSelf']);
});
