// While somebody guesses call IDs, clients with nothing but the call ID must knock: a convener admits them, and a
// guesser learns nothing.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RATES } from '../src/limits/limits.ts';
import type { Space } from '../src/spaces/spaceStore.ts';
import { comparable } from '@distansmote/testkit/server/comparable.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import {
  startTestServer,
  type TestServer,
  UNKNOWN_CALL_ID,
} from '@distansmote/testkit/server/testServer.ts';

let server: TestServer;
let convener: Page;
let space: Space;
const pages: Page[] = [];
beforeEach(async () => {
  server = await startTestServer(
    { TRUSTED_PROXIES: '127.0.0.1' },
    { guessLimits: { delaysMs: [] } },
  );
  const { account, page } = await openStaff(server);
  convener = page;
  pages.push(page);
  space = await server.spaces.create({ name: 'Vårdplanering', ownerId: account.id });
});
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await server.stop();
});

const at = (address: string) => ({ 'X-Forwarded-For': address });
const lookUp = (callId: CallId, address: string) =>
  fetch(`${server.url}/api/meetings/${callId}`, { headers: at(address) });

async function openAt(address: string): Promise<Page> {
  const page = await Page.open(server, { extraHeaders: at(address) });
  pages.push(page);
  return page;
}

/** 43 requests from three addresses, each within its own budget. */
async function spendWebBudget(): Promise<void> {
  for (let guess = 0; guess < 43; guess += 1) {
    await lookUp(String(100_000_000 + guess * 7) as CallId, `203.0.113.${1 + (guess % 3)}`);
  }
}

/** The first `lobbyChanged` with somebody of that name. */
async function guestNamed(name: string): Promise<LobbyGuest> {
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
    body.lobby.some((guest) => guest.name === name),
  );
  const guest = lobby.find((one) => one.name === name);
  if (guest === undefined) throw new Error(`${name} does not wait`);
  return guest;
}

const admit = (participantId: ParticipantId) => convener.request('admit', { participantId });

test('43 wrong call IDs from three addresses close no meeting: somebody with the right one knocks and is admitted', async () => {
  await convener.enter(space.callId, 'Karin', [offer('microphone')]);
  await spendWebBudget();
  expect((await lookUp(space.callId, '198.51.100.1')).status).toBe(200);
  const elsa = await openAt('198.51.100.1');
  expect(await elsa.knock(space.callId, 'Elsa')).toMatchObject({ isAdmitted: false });
  await admit((await guestNamed('Elsa')).id);
  await elsa.waitForNotice('admitted');
  await elsa.enter(space.callId, 'Elsa');
  // The pass is valid from then on, like any other.
  const again = await openAt('198.51.100.2');
  Object.assign(again, { personKey: elsa.personKey, pass: elsa.pass });
  await again.enter(space.callId, 'Elsa');
});

test('a knock before the convener joins is in the list that the convener gets', async () => {
  await spendWebBudget();
  const elsa = await openAt('198.51.100.1');
  await elsa.knock(space.callId, 'Elsa');
  const { lobby } = await convener.enter(space.callId, 'Karin');
  expect(lobby.map(({ name }) => name)).toEqual(['Elsa']);
  elsa.close();
  await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length === 0);
});

test('a knock for a right call ID and one for a wrong call ID cannot be told apart', async () => {
  await convener.enter(space.callId, 'Karin');
  await spendWebBudget();
  const bodyOf = async (callId: CallId) => comparable(await lookUp(callId, '198.51.100.1'), callId);
  expect(await bodyOf(space.callId)).toEqual(await bodyOf(UNKNOWN_CALL_ID));

  const asked = vi.spyOn(server.spaces, 'findByCallId');
  const before = server.meetings.count;
  const [right, wrong] = [await openAt('198.51.100.1'), await openAt('198.51.100.1')];
  const { rtpCapabilities } = server.mediaWorkers;
  const answersTo = async (page: Page, callId: CallId) => {
    const body = { callId, ...page.credentials };
    const knock = { ...body, name: 'Eva', profession: '' };
    return [
      await page.ask('prepare', { ...body, rtpCapabilities }),
      await page.ask('knock', knock),
      await page.ask('knock', knock),
      await page.ask('prepare', { ...body, rtpCapabilities }),
    ];
  };
  expect(await answersTo(right, space.callId)).toEqual(await answersTo(wrong, UNKNOWN_CALL_ID));
  // Neither of them caused a database query or a router.
  expect(asked).not.toHaveBeenCalledWith(UNKNOWN_CALL_ID);
  expect(server.meetings.count).toBe(before);

  // Whatever happens in the meeting reveals nothing: a convener joins and leaves, denies, locks, ends, deletes.
  const { id: participantId } = await guestNamed('Eva');
  await convener.request('deny', { participantId });
  await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length === 0);
  await convener.request('setLocked', { isLocked: true });
  await convener.request('leave', {});
  await convener.enter(space.callId, 'Karin');
  await convener.request('deleteSpace', {});
  await convener.waitForNotice('meetingEnded');
  expect(await answersTo(right, space.callId)).toEqual(await answersTo(wrong, UNKNOWN_CALL_ID));
  expect(right.noticeNames).toEqual([]);
  expect(wrong.noticeNames).toEqual([]);
});

test('a guest whom a convener denied is not shown again when the page knocks again', async () => {
  await convener.enter(space.callId, 'Karin');
  await spendWebBudget();
  const eva = await openAt('198.51.100.1');
  await eva.knock(space.callId, 'Eva');
  await convener.request('deny', { participantId: (await guestNamed('Eva')).id });
  await eva.knock(space.callId, 'Eva');
  const elsa = await openAt('198.51.100.2');
  await elsa.knock(space.callId, 'Elsa');
  await guestNamed('Elsa');
  const last = convener.all('lobbyChanged').at(-1);
  expect(last?.lobby.map(({ name }) => name)).toEqual(['Elsa']);
});

test('once call IDs are checked again, `prepare` tells a waiting page the truth, and ends its wait', async () => {
  await spendWebBudget();
  const [elsa, lars] = [await openAt('198.51.100.1'), await openAt('198.51.100.2')];
  await elsa.knock(space.callId, 'Elsa');
  await lars.knock(UNKNOWN_CALL_ID, 'Lars');
  // As if ten minutes had passed: the budgets are full again.
  const later = Date.now() + 601_000;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => later);
  try {
    const { rtpCapabilities } = server.mediaWorkers;
    expect(
      await lars.expectRefusal('prepare', {
        callId: UNKNOWN_CALL_ID,
        ...lars.credentials,
        rtpCapabilities,
      }),
    ).toEqual({ code: 'callIdUnknown' });
    await elsa.enter(space.callId, 'Elsa');
  } finally {
    clock.mockRestore();
  }
  const { lobby } = await convener.enter(space.callId, 'Karin');
  expect(lobby).toEqual([]);
});

test('a county of 300 behind one address can knock and wait, and a few addresses cannot fill the list', async () => {
  await convener.enter(space.callId, 'Karin');
  await spendWebBudget();
  const office = '198.51.100.1';
  const sockets = await Promise.all(Array.from({ length: 300 }, () => openAt(office)));
  const replies = await Promise.all(
    sockets.map((page, person) => page.knock(space.callId, `Person ${person}`)),
  );
  expect(replies.filter(({ isNumberChecked }) => !isNumberChecked)).toHaveLength(300);
  const elsa = await openAt('198.51.100.2');
  await elsa.knock(space.callId, 'Elsa');
  // She came last, from another address than the rest.
  await admit((await guestNamed('Elsa')).id);
  await elsa.waitForNotice('admitted');
});

test('knocks are limited per socket, and waiting entries per address', async () => {
  await spendWebBudget();
  const bot = await openAt('198.51.100.9');
  const codes: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const callId = String(200_000_000 + number) as CallId;
    const answer = await bot.ask('knock', {
      callId,
      ...bot.credentials,
      name: 'Bot',
      profession: '',
    });
    codes.push(answer.ok ? 'knocks' : answer.refusal.code);
  }
  const { burst } = RATES.uncheckedKnocks.perSocket;
  expect(codes.slice(0, burst)).toEqual(Array.from({ length: burst }, () => 'knocks'));
  expect(codes.filter((code) => code === 'tooFast').length).toBeGreaterThan(10);
});
