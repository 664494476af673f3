// While numbers are not checked, those who have only the number wait where they arrived; conveners at another server of the
// cluster see them, and let them in there.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import { comparable } from '@distansmote/testkit/server/comparable.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { UNKNOWN_CALL_ID } from '@distansmote/testkit/server/testServer.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

const settings = { TRUSTED_PROXIES: '127.0.0.1' };
const options = { guessLimits: { delaysMs: [], webTotal: 4 } };

const nodes = await TestNodes.create();
const holds = await nodes.start(settings, options);
const waits = await nodes.start(settings, options);
afterAll(() => nodes.stop());

const pages: { close(): void }[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

const at = (address: string) => ({ 'X-Forwarded-For': address });
const lookUp = (callId: CallId, address: string) =>
  fetch(`${waits.url}/api/meetings/${callId}`, { headers: at(address) });

/** The budget of the whole web is spent, at all servers. */
beforeAll(async () => {
  for (let guess = 0; guess < 8; guess += 1)
    await lookUp(String(100_000_000 + guess * 7) as CallId, `203.0.113.${guess}`);
});

let convener: Page;
let callId: CallId;
let spaceId: string;
beforeEach(async () => {
  const staff = await openStaff(holds);
  convener = staff.page;
  pages.push(convener);
  const space = await holds.spaces.create({ name: 'Vårdplanering', ownerId: staff.account.id });
  ({ callId, id: spaceId } = space);
});

async function openAt(address: string): Promise<Page> {
  const page = await Page.open(waits, { extraHeaders: at(address) });
  pages.push(page);
  return page;
}

async function knockAt(address: string, name: string): Promise<Page> {
  const page = await openAt(address);
  expect(await page.knock(callId, name)).toMatchObject({ isNumberChecked: false });
  return page;
}

async function guestNamed(name: string): Promise<LobbyGuest> {
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
    body.lobby.some((guest) => guest.name === name),
  );
  const guest = lobby.find((one) => one.name === name);
  if (guest === undefined) throw new Error(`${name} does not wait`);
  return guest;
}
const shown = () =>
  convener
    .all('lobbyChanged')
    .at(-1)
    ?.lobby.map(({ name }) => name);
const untilShown = (names: string[]) =>
  vi.waitFor(() => expect(shown()).toEqual(names), WAIT_OPTIONS);

test('a convener lets somebody in who waits at another server, and their page comes there by itself', async () => {
  await convener.enter(callId, 'Karin');
  const elsa = await ReturningPage.enter({
    urls: [waits.url],
    callId,
    name: 'Elsa',
    headers: at('198.51.100.1'),
  });
  pages.push(elsa);
  expect(elsa.state).toBe('inLobby');
  const guest = await guestNamed('Elsa');
  expect(guest).toMatchObject({ kind: 'browser', isUnchecked: true });
  await convener.request('admit', { participantId: guest.id });
  await elsa.untilThere(WAIT_OPTIONS.timeout);
  expect(elsa.others).toEqual(['Karin']);
  expect(holds.meetings.presentCounts.get(callId)).toBe(2);
  expect(waits.meetings.count).toBe(0);
  await untilShown([]);
});

test('whoever knocked before the convener came is shown, and is forgotten when they go', async () => {
  const elsa = await knockAt('198.51.100.2', 'Elsa');
  await convener.enter(callId, 'Karin');
  await guestNamed('Elsa');
  elsa.close();
  await untilShown([]);
});

test('whom a convener denies learns nothing, and is not shown again', async () => {
  await convener.enter(callId, 'Karin');
  const eva = await knockAt('198.51.100.3', 'Eva');
  await convener.request('deny', { participantId: (await guestNamed('Eva')).id });
  await untilShown([]);
  await eva.knock(callId, 'Eva');
  await knockAt('198.51.100.4', 'Elsa');
  await untilShown(['Elsa']);
  expect(eva.noticeNames).toEqual([]);
});

test('many from one address hide nobody, at whichever server they wait', async () => {
  await convener.enter(callId, 'Karin');
  for (let bot = 0; bot < 30; bot += 1) await knockAt('198.51.100.5', `Bot ${bot}`);
  const here = await Page.open(holds, { extraHeaders: at('198.51.100.5') });
  pages.push(here);
  await here.knock(callId, 'Bot at the holder');
  await knockAt('198.51.100.6', 'Elsa');
  await guestNamed('Elsa');
  await vi.waitFor(() => {
    const names = shown() ?? [];
    expect(names).toHaveLength(25);
    // One of that address comes first, wherever it waits.
    expect(names.indexOf('Elsa')).toBe(1);
  }, WAIT_OPTIONS);
});

test('a decision that does not reach the other server is told again', async () => {
  await convener.enter(callId, 'Karin');
  const elsa = await knockAt('198.51.100.7', 'Elsa');
  const { id: participantId } = await guestNamed('Elsa');
  const setPort = (port: number) =>
    nodes.query(
      `update "nodes" set "address" = 'http://127.0.0.1:${port}' where "id" = '${waits.nodeId}'`,
    );
  // Nothing listens there.
  await setPort(9);
  const beats = new Set<unknown>();
  await vi.waitFor(async () => {
    const [row] = await nodes.query(`select "beat" from "nodes" where "id" = '${holds.nodeId}'`);
    beats.add(row?.['beat']);
    expect(beats.size).toBeGreaterThan(2);
  }, WAIT_OPTIONS);
  await convener.request('admit', { participantId });
  await setPort(waits.port);
  const { room } = await elsa.waitForNotice('admitted');
  const [meeting] = await nodes.query(
    `select "room" from "openMeetings" where "nodeId" = '${holds.nodeId}' and "spaceId" = '${spaceId}'`,
  );
  expect(room).toBe(meeting?.['room']);
});

test('a right number that is open elsewhere and a wrong one cannot be told apart', async () => {
  await convener.enter(callId, 'Karin');
  const bodyOf = async (number: CallId) => comparable(await lookUp(number, '198.51.100.8'), number);
  expect(await bodyOf(callId)).toEqual(await bodyOf(UNKNOWN_CALL_ID));
  const asked = vi.spyOn(waits.spaces, 'findByCallId');
  const [right, wrong] = [await openAt('198.51.100.8'), await openAt('198.51.100.8')];
  const { rtpCapabilities } = waits.mediaWorkers;
  const answersTo = async (page: Page, number: CallId) => {
    const body = { callId: number, ...page.credentials };
    const knock = { ...body, name: 'Eva', profession: '' };
    return [
      await page.ask('prepare', { ...body, rtpCapabilities }),
      await page.ask('knock', knock),
      await page.ask('prepare', { ...body, rtpCapabilities }),
    ];
  };
  expect(await answersTo(right, callId)).toEqual(await answersTo(wrong, UNKNOWN_CALL_ID));
  expect(asked).not.toHaveBeenCalled();
  await convener.request('deny', { participantId: (await guestNamed('Eva')).id });
  await convener.request('setLocked', { isLocked: true });
  await convener.request('leave', {});
  await convener.enter(callId, 'Karin');
  await convener.request('deleteSpace', {});
  await convener.waitForNotice('meetingEnded');
  expect(await answersTo(right, callId)).toEqual(await answersTo(wrong, UNKNOWN_CALL_ID));
  expect([right.noticeNames, wrong.noticeNames]).toEqual([[], []]);
});
