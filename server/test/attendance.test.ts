// The list of who was in a space's meetings and when: kept with the space, for those who lead it, and for nobody else.
import type { AttendancePage, AttendancePeriod } from '@distansmote/shared/attendanceApi.ts';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { signInStaff } from '@distansmote/testkit/browser/staff.ts';
import {
  type DatabaseSettings,
  envOf,
  newDatabase,
  openTestDatabase,
  readTable,
} from '@distansmote/testkit/database/databases.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { RETURN_MS } from '../src/attendance/attendance.ts';
import {
  type AttendanceRow,
  createAttendanceStore,
  MAX_ROWS_OF_SPACE,
} from '../src/attendance/attendanceStore.ts';
import type { Space } from '../src/spaces/spaceStore.ts';
import { SQLITE_FILE } from '../src/storage/sqlite.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let settings: DatabaseSettings;
let server: TestServer;
let owner: Api;
let space: Space;
const pages: Page[] = [];

beforeEach(async () => {
  settings = await newDatabase();
  server = await startTestServer(envOf(settings), { graceMs: 0 });
  const { account, cookie } = await signInStaff(server);
  owner = new Api(server, { cookie });
  space = await server.spaces.create({ name: 'Vårdplan', ownerId: account.id });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const page of pages.splice(0)) page.close();
  await server.stop();
});

async function open(cookie = ''): Promise<Page> {
  const page = await Page.open(server, cookie === '' ? {} : { extraHeaders: { cookie } });
  pages.push(page);
  return page;
}

async function come(name: string, page?: Page): Promise<Page> {
  const there = page ?? (await open());
  await there.prepare(space.callId);
  await there.request('join', { name, profession: 'Anhörig', tracks: [] });
  return there;
}

const pathOf = ({ id }: Space) => `/api/spaces/${id}/attendance`;
const read = async (query = '') =>
  (await owner.ask<AttendancePage>('GET', `${pathOf(space)}${query}`)).body;
const periods = async () => (await read()).periods;
/** The periods, once they are as wanted. */
const until = (fits: (all: AttendancePeriod[]) => boolean) =>
  vi.waitFor(async () => {
    const all = await periods();
    expect(all).toSatisfy(fits);
    return all;
  }, WAIT_OPTIONS);
const rows = () => readTable(settings, 'attendance');

test('who came when and by what, who led, who is still there, and who has left', async () => {
  await come('Karin', await open(owner.cookie));
  const lars = await open();
  await lars.prepare(space.callId);
  const companions = ['Bo', 'Eva'];
  await lars.request('join', { name: 'Lars', profession: 'Anhörig', companions, tracks: [] });
  expect(await periods()).toEqual([
    {
      id: expect.any(String) as string,
      name: 'Lars',
      profession: 'Anhörig',
      role: null,
      companions: ['Bo', 'Eva'],
      isConvener: false,
      legs: ['browser'],
      enteredAt: expect.stringMatching(/Z$/) as string,
      leftAt: null,
      isPresent: true,
    },
    expect.objectContaining({ name: 'Karin', isConvener: true, isPresent: true }),
  ]);
  await lars.request('leave', {});
  const [left] = await until(([last]) => last?.isPresent === false);
  expect(left?.leftAt).toMatch(/Z$/);
  expect((await read()).keptDays).toBe(30);
});

test('the end of a meeting is the end for those who were there', async () => {
  const karin = await come('Karin', await open(owner.cookie));
  await come('Lars');
  await karin.request('endMeeting', {});
  const all = await until((now) => now.every(({ isPresent }) => !isPresent));
  expect(all.map(({ leftAt }) => leftAt)).toEqual([
    expect.any(String) as string,
    expect.any(String) as string,
  ]);
});

test('whoever reloads, loses the network or moves to another tab is there once; whoever returns later, again', async () => {
  await come('Karin', await open(owner.cookie));
  const lars = await come('Lars');
  const browser = await server.signInAdmin();
  const token = async () =>
    (await browser.ask<{ browserToken: string }>('GET', `/api/meetings/${space.callId}`)).body
      .browserToken;
  const [first, second] = [await open(), await open()];
  first.browserToken = second.browserToken = await token();
  await come('Elsa', first);
  await come('Elsa', second);
  await first.request('leave', {});
  const names = (all: AttendancePeriod[]) =>
    all.map(({ name, isPresent }) => `${name} ${isPresent}`);
  expect(names(await periods())).toEqual(['Elsa true', 'Lars true', 'Karin true']);
  await lars.request('leave', {});
  await until((all) => all[1]?.isPresent === false);
  await come('Lars', lars);
  expect(names(await periods())).toEqual(['Elsa true', 'Lars true', 'Karin true']);
  await lars.request('leave', {});
  await until((all) => all[1]?.isPresent === false);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + RETURN_MS });
  await come('Lars', lars);
  expect(names(await periods())).toEqual(['Lars true', 'Elsa true', 'Lars false', 'Karin true']);
  // Another person at the same browser.
  const third = await open();
  third.browserToken = first.browserToken;
  await come('Olle', third);
  expect(await periods()).toHaveLength(5);
});

test('after a crash the end is unknown, and nothing else is lost', async () => {
  await come('Lars');
  await eventually(async () => (await rows()).length, 1);
  // The first never writes the end that the second looks for.
  const second = await startTestServer({ ...envOf(settings) }, { graceMs: 0 });
  const api = new Api(second, { cookie: owner.cookie });
  const { body } = await api.ask<AttendancePage>('GET', pathOf(space));
  await second.stop();
  expect(body.periods).toEqual([
    expect.objectContaining({ name: 'Lars', leftAt: null, isPresent: false }),
  ]);
});

test('a server that stops in good order writes when the last ones left', async () => {
  await come('Lars');
  await server.stop();
  expect(await rows()).toEqual([
    expect.objectContaining({ name: 'Lars', leftAt: expect.any(String) as string }),
  ]);
  server = await startTestServer(envOf(settings));
});

test('only those who lead the space and administrators read it, and no token does', async () => {
  const made = await (
    await server.signInAdmin()
  ).ask<{ token: string }>('POST', '/api/api-tokens', {
    name: 'Cosmic',
  });
  const token = new Api(server, { authorization: `Bearer ${made.body.token}` });
  const { account, cookie } = await signInStaff(server);
  const other = new Api(server, { cookie });
  for (const path of [pathOf(space), `${pathOf(space)}.csv`]) {
    expect((await new Api(server).ask('GET', path)).status).toBe(401);
    expect((await token.ask('GET', path)).status).toBe(401);
    expect((await other.ask('GET', path)).status).toBe(404);
    expect((await (await server.signInAdmin()).ask('GET', path)).status).toBe(200);
  }
  await server.conveners.add(space.id, account.username);
  expect((await other.ask('GET', pathOf(space))).status).toBe(200);
});

test('it is deleted with its space, also what was still to be written', async () => {
  const karin = await come('Karin', await open(owner.cookie));
  await come('Åsa-Nisse Hemlig');
  await until((all) => all.length === 2);
  await come('Sen gäst');
  await owner.ask('DELETE', `/api/spaces/${space.id}`);
  await karin.waitForNotice('meetingEnded');
  expect((await owner.ask('GET', pathOf(space))).status).toBe(404);
  await server.stop();
  expect(await rows()).toEqual([]);
  if (settings.DATABASE_URL === undefined) {
    const file = readFileSync(join(settings.DATA_DIR, SQLITE_FILE), 'utf8');
    // The audit log keeps who entered (decision 0019), but no profession.
    expect(file).not.toContain('Anhörig');
  }
  server = await startTestServer(envOf(settings));
});

test('it is read page by page, and as a file that no name turns into a formula', async () => {
  await come('=HYPERLINK("http://ond.example")');
  const phone = await come('+46 480 ••• 511');
  const role = { type: 'interpreter', language: 'so' } as const;
  const name = '+46 480 ••• 511';
  await phone.request('renameMyself', { name, profession: '', role });
  await phone.request('leave', {});
  await until(([last]) => last?.isPresent === false && last.role?.type === 'interpreter');
  const [last] = await periods();
  const first = await read('?limit=1');
  expect(first).toMatchObject({ hasMore: true, periods: [{ id: last?.id }] });
  const rest = await read(`?limit=1&before=${last?.id}`);
  expect(rest).toMatchObject({ hasMore: false, periods: [{ isPresent: true }] });
  const swedish = (await owner.ask<string>('GET', `${pathOf(space)}.csv`)).body.split('\r\n');
  const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00/.source;
  expect(swedish[0]).toBe(
    // Fetch takes the BOM away.
    'Namn;Profession;Tillsammans med;Mötesledare;Var med via;Kom (svensk tid);Gick (svensk tid);Tolk eller skrivtolk',
  );
  expect(swedish[1]).toMatch(/^"'=HYPERLINK/);
  expect(swedish[1]).toMatch(new RegExp(`;Webbläsare;${time};Är med nu;$`));
  expect(swedish[2]).toMatch(
    new RegExp(`^'\\+46 480 ••• 511;.*;${time};${time};Tolk \\(somaliska\\)$`),
  );
  const english = await owner.ask<string>('GET', `${pathOf(space)}.csv?language=en`);
  expect(english.body).toContain('Left (Swedish time)');
  expect(english.headers.get('content-disposition')).toMatch(/attendance-.*\.csv/);
});

test.each(['?limit=0', '?limit=1000', '?before=x', "?before=' or 1=1", '?id=1'])(
  '%s is refused',
  async (query) => {
    expect((await owner.ask('GET', `${pathOf(space)}${query}`)).status).toBe(400);
  },
);

test('where no list is to be kept, none is, and a former one is deleted', async () => {
  const isTold = async () =>
    (await owner.ask<MeetingLookUp>('GET', `/api/meetings/${space.callId}`)).body.hasAttendance;
  expect(await isTold()).toBe(true);
  await come('Lars');
  await eventually(async () => (await rows()).length, 1);
  for (const page of pages.splice(0)) page.close();
  await server.stop();
  server = await startTestServer({ ...envOf(settings), ATTENDANCE_LIST: '0' }, { graceMs: 0 });
  await eventually(rows, []);
  await come('Elsa');
  const api = new Api(server, { cookie: owner.cookie });
  owner = api;
  expect(await isTold()).toBe(false);
  const refused = await api.ask('GET', pathOf(space));
  expect(refused).toMatchObject({ status: 404, body: { title: 'attendanceOff' } });
  await server.stop();
  expect(await rows()).toEqual([]);
  server = await startTestServer(envOf(settings));
});

// From here on without meetings.
async function openStore() {
  const failures: string[] = [];
  const database = await openTestDatabase(settings);
  return { store: createAttendanceStore(database, (why) => failures.push(why)), failures };
}
let rowCount = 0;
const rowOf = (spaceId: Space['id'], enteredAt: string): AttendanceRow => ({
  id: `0190${String((rowCount += 1)).padStart(12, '0')}`,
  spaceId,
  name: 'Lars',
  profession: '',
  role: '',
  companions: '[]',
  isConvener: 0,
  legs: 'phone',
  enteredAt,
  leftAt: null,
});

test('a long list is exported completely, in order, and not over and over', async () => {
  const { store, failures } = await openStore();
  const came = new Date().toISOString();
  for (let at = 0; at < 250; at += 1) store.save({ ...rowOf(space.id, came), name: `Gäst ${at}` });
  await store.close();
  expect(failures).toEqual([]);
  const download = () => owner.ask<string>('GET', `${pathOf(space)}.csv`);
  const { body } = await download();
  const names = body.split('\r\n').map((line) => line.split(';')[0]);
  expect(names.slice(1, -1)).toEqual(Array.from({ length: 250 }, (_, at) => `Gäst ${at}`));
  const answers = await Promise.all(Array.from({ length: 25 }, download));
  expect(answers.find(({ status }) => status !== 200)).toMatchObject({
    status: 429,
    body: { title: 'tooFast' },
  });
});

test('each row is kept as long as its space after a meeting, and never longer than the audit log', async () => {
  const { store } = await openStore();
  const create = (deleteAfterDays: number | null) =>
    server.spaces.create({ name: 'x', ownerId: null, deleteAfterDays });
  const spaces = [await create(1), await create(null), await create(3650)];
  const now = Date.now();
  const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();
  for (const { id } of spaces) {
    for (const days of [0.5, 2, 91]) store.save(rowOf(id, ago(days)));
    // Somebody who came long ago and left just now.
    store.save({ ...rowOf(id, ago(100)), leftAt: ago(0.1) });
  }
  await store.flush();
  expect(await store.deleteExpired(90, now)).toBe(4);
  const kept = await Promise.all(spaces.map(async ({ id }) => (await store.read(id, 10)).length));
  expect(kept).toEqual([2, 3, 3]);
});

test('rows of a space that is gone keep no others from being written', async () => {
  const { store, failures } = await openStore();
  const gone = await server.spaces.create({ name: 'x', ownerId: null });
  await server.spaces.delete(gone.id);
  store.save(rowOf(gone.id, new Date().toISOString()));
  store.save(rowOf(space.id, new Date().toISOString()));
  await store.flush();
  expect(await store.read(space.id, 10)).toHaveLength(1);
  expect(failures).toEqual([]);
});

test('a flood of guests does not push out those who came before, who may still leave', async () => {
  const { store } = await openStore();
  const now = new Date().toISOString();
  const first = rowOf(space.id, now);
  store.save(first);
  await store.flush();
  for (let count = 1; count < MAX_ROWS_OF_SPACE + 20; count += 1) {
    store.save(rowOf(space.id, now));
    if (count % 500 === 0) await store.flush();
  }
  await store.flush();
  store.save(rowOf(space.id, now));
  store.save({ ...first, leftAt: now });
  await store.flush();
  const all = await store.read(space.id, 2 * MAX_ROWS_OF_SPACE);
  expect(all.length).toBeLessThan(MAX_ROWS_OF_SPACE + 500);
  expect(all.at(-1)).toEqual({ ...first, leftAt: now });
});
