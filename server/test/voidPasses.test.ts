// Who was removed must be let in again at the space's next meeting too, after a restart and at another server; and a
// browser that was blocked is recognised there.
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, onTestFinished, test } from 'vitest';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import {
  type DatabaseSettings,
  envOf,
  newDatabase,
  readTable,
} from '@distansmote/testkit/database/databases.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { readDoor } from '../src/meetings/door.ts';

async function start(settings: DatabaseSettings): Promise<TestServer> {
  const server = await startTestServer(envOf(settings), { graceMs: 0 });
  onTestFinished(() => server.stop());
  return server;
}

/** Shows what a tab of the same person would. */
async function open(server: TestServer, same?: Page): Promise<Page> {
  const page = await Page.open(server);
  onTestFinished(() => page.close());
  if (same === undefined) return page;
  page.personKey = same.personKey;
  page.pass = same.pass;
  return page;
}

/** An administrator moderates every space. */
async function convene(server: TestServer, callId: CallId): Promise<Page> {
  const { page } = await openStaff(server, 'administrator');
  onTestFinished(() => page.close());
  await page.enter(callId, 'Karin');
  return page;
}

const admissionOf = async (page: Page, callId: CallId) => {
  const { rtpCapabilities, credentials } = page;
  const answer = await page.ask('prepare', { callId, ...credentials, rtpCapabilities });
  return answer.ok ? 'admitted' : answer.refusal.code;
};

async function removeLars(server: TestServer) {
  const space = await server.spaces.create({ name: 'Möte', ownerId: null, lobby: 'everybody' });
  const { callId } = space;
  const convener = await convene(server, callId);
  const lars = await open(server);
  await letIn(convener, lars, callId);
  const { participantId } = await lars.enter(callId, 'Lars');
  await convener.request('removeParticipant', { participantId });
  await lars.waitForNotice('removed');
  return { space, callId, convener, lars };
}

async function letIn(convener: Page, page: Page, callId: CallId): Promise<void> {
  await page.knock(callId, 'Lars');
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length > 0);
  for (const { id } of lobby) await convener.request('admit', { participantId: id });
  await page.waitForNotice('admitted');
}

test('their pass is void after a restart, until a convener lets them in, and then for good', async () => {
  const settings = await newDatabase();
  const before = await start(settings);
  const { callId, lars } = await removeLars(before);
  expect(lars.pass).toBeDefined();
  await before.stop();

  const after = await start(settings);
  const again = await open(after, lars);
  expect(await admissionOf(again, callId)).toBe('needsLobby');
  expect(await again.knock(callId, 'Lars')).toMatchObject({ isAdmitted: false });
  await letIn(await convene(after, callId), again, callId);
  await after.stop();

  const later = await start(settings);
  expect(await admissionOf(await open(later, lars), callId)).toBe('admitted');
});

test('the next meeting may open at another server on the database, and so may the one after', async () => {
  const settings = await newDatabase();
  const here = await start(settings);
  const { callId, convener, lars } = await removeLars(here);
  await convener.request('endMeeting', {});
  await eventually(() => here.meetings.count, 0);

  const there = await start(settings);
  const again = await open(there, lars);
  expect(await admissionOf(again, callId)).toBe('needsLobby');
  const convenerThere = await convene(there, callId);
  await letIn(convenerThere, again, callId);
  await convenerThere.request('endMeeting', {});
  await eventually(() => there.meetings.count, 0);

  await eventually(() => readTable(settings, 'voidPasses'), []);
  expect(await admissionOf(await open(here, lars), callId)).toBe('admitted');
});

test('what is kept of them goes with the space', async () => {
  const settings = await newDatabase();
  const server = await start(settings);
  const { space, convener } = await removeLars(server);
  await eventually(async () => (await readTable(settings, 'voidPasses')).length, 1);
  await convener.request('endMeeting', {});
  await server.spaces.delete(space.id);
  expect(await readTable(settings, 'voidPasses')).toEqual([]);
});

test('a blocked browser is recognised by the server that takes over the door, in a new tab too', async () => {
  const settings = await newDatabase();
  const before = await start(settings);
  const { callId } = await before.makeSpace();
  const convener = await convene(before, callId);
  const { browserToken } = await lookUp(before, callId);
  const lars = await open(before);
  lars.browserToken = browserToken;
  const { participantId } = await lars.enter(callId, 'Lars');
  const blocked = { participantId, isBlocked: true };
  expect(await convener.request('removeParticipant', blocked)).toEqual({ isBlocked: true });
  const door = (await before.meetings.find(callId))?.door;
  await before.stop();

  const after = await start(settings);
  await after.meetings.open(callId, readDoor(door ?? ''));
  const newTab = await open(after);
  newTab.browserToken = browserToken;
  expect(await admissionOf(newTab, callId)).toBe('removed');
  expect(await admissionOf(await open(after), callId)).toBe('admitted');
});

async function lookUp({ url }: TestServer, callId: CallId): Promise<MeetingLookUp> {
  return (await fetch(`${url}/api/meetings/${callId}`)).json() as Promise<MeetingLookUp>;
}
