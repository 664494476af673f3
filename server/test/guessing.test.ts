// Guessing over HTTP and Socket.IO: hopeless from one address or many, and nobody invited is shut out.
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import type { Space } from '../src/spaces/spaceStore.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import {
  startTestServer,
  type TestServer,
  UNKNOWN_CALL_ID,
} from '@distansmote/testkit/server/testServer.ts';

const { perClient, webTotal } = GUESS_LIMITS;
const PERSON_KEY = 'AAAAAAAAAAAAAAAAAAAAAA';
const WRONG_SECRET = 'BBBBBBBBBBBBBBBBBBBBBB';

let server: TestServer;
let space: Space;
const pages: Page[] = [];
beforeEach(async () => {
  // server/src/guessing/ tests with a fake clock how the delays grow.
  const guessLimits = { delaysMs: [] };
  server = await startTestServer({ TRUSTED_PROXIES: '127.0.0.1' }, { guessLimits });
  space = await server.makeSpace();
});
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await server.stop();
});

type Headers = Record<string, string>;
const at = (address: string, more: Headers = {}) => ({ 'X-Forwarded-For': address, ...more });
const bot = (number: number) => `203.0.${Math.floor(number / 250)}.${1 + (number % 250)}`;
/** A different one each time, and never that of a space. */
const guessNumber = (number: number) => String(100_000_000 + number * 7) as CallId;
const shows = (proof: Headers) => ({
  [JOIN_CREDENTIALS_HEADER]: String(new URLSearchParams({ personKey: PERSON_KEY, ...proof })),
});

const lookUp = (callId: string, headers: Headers) =>
  fetch(`${server.url}/api/meetings/${callId}`, { headers });

/** 404 for an unknown call ID, 200 for a known one, `knock` if unchecked. */
async function statusOf(callId: string, headers: Headers): Promise<number | 'knock'> {
  const answer = await lookUp(callId, headers);
  if (answer.status !== 200) return answer.status;
  return ((await answer.json()) as MeetingLookUp).isNumberChecked ? 200 : 'knock';
}

async function openAt(address: string, more: Headers = {}): Promise<Page> {
  const page = await Page.open(server, { extraHeaders: at(address, more) });
  pages.push(page);
  return page;
}

/** With one of the two requests by which a page names a call ID. */
function tryOn(page: Page, request: 'prepare' | 'knock', callId: CallId) {
  const { rtpCapabilities } = server.mediaWorkers;
  const more = request === 'prepare' ? { rtpCapabilities } : { name: 'Bot', profession: '' };
  return page.ask(request, { callId, ...page.credentials, ...more });
}

/** The answer to an unchecked call ID. */
const NOT_TRIED = {
  prepare: { ok: false, refusal: { code: 'needsLobby' } },
  knock: {
    ok: true,
    reply: { isAdmitted: false, isConvenerThere: false, isNumberChecked: false },
  },
};

async function sessionCookie(): Promise<string> {
  const account = await server.accounts.create('karin', 'a long password', 'staff');
  return `session=${await server.accounts.openSession(account)}`;
}

/** Many addresses, each far below its own budget. */
async function guessByHttp(): Promise<void> {
  for (let guess = 0; guess < webTotal; guess += 1) {
    expect(await statusOf(guessNumber(guess), at(bot(guess)))).toBe(404);
  }
}

test('over HTTP many addresses share one budget; once it is spent no call ID is checked, right or wrong', async () => {
  await guessByHttp();
  for (const callId of [space.callId, UNKNOWN_CALL_ID]) {
    expect(await statusOf(callId, at('198.51.100.1'))).toBe('knock');
  }
  // The same budget for the other ways.
  const confirmed = await fetch(`${server.url}/api/meetings/${space.callId}/confirmations`, {
    method: 'POST',
    headers: at('198.51.100.2', { 'Content-Type': 'application/json' }),
    body: JSON.stringify({ name: 'Lars' }),
  });
  expect(confirmed.status).toBe(429);
  const page = await openAt('198.51.100.3');
  for (const request of ['prepare', 'knock'] as const) {
    expect(await tryOn(page, request, space.callId)).toEqual(NOT_TRIED[request]);
  }
});

test.each(['prepare', 'knock'] as const)(
  'over Socket.IO, by %s, many addresses share one budget',
  async (request) => {
    for (let guess = 0; guess < webTotal; guess += 1) {
      const page = await openAt(bot(guess));
      expect(await tryOn(page, request, guessNumber(guess))).toEqual({
        ok: false,
        refusal: { code: 'callIdUnknown' },
      });
      page.close();
    }
    const page = await openAt('198.51.100.1');
    for (const callId of [space.callId, UNKNOWN_CALL_ID]) {
      expect(await tryOn(page, request, callId)).toEqual(NOT_TRIED[request]);
    }
    expect(await statusOf(space.callId, at('198.51.100.1'))).toBe('knock');
  },
);

test('over Socket.IO one address has one budget, however many sockets and concurrent requests', async () => {
  const sockets = await Promise.all(Array.from({ length: 5 }, () => openAt('203.0.113.1')));
  const tries = sockets.flatMap((page, of) =>
    Array.from({ length: 20 }, (_, guess) =>
      tryOn(page, guess % 2 === 0 ? 'prepare' : 'knock', guessNumber(of * 20 + guess)),
    ),
  );
  const answers = await Promise.all(tries);
  const codes = answers.map((answer) => (answer.ok ? 'knocks' : answer.refusal.code));
  expect(codes.filter((code) => code === 'callIdUnknown')).toHaveLength(perClient);
  // The others were not checked.
  for (const code of codes.filter((one) => one !== 'callIdUnknown'))
    expect(['needsLobby', 'knocks', 'tooFast']).toContain(code);
  // Also over HTTP, and nobody else is stopped.
  expect(await statusOf(space.callId, at('203.0.113.1'))).toBe('knock');
  expect((await (await openAt('198.51.100.1')).prepare(space.callId)).participantId).toBeTruthy();
});

test('the guest link works while call IDs alone are unchecked, and a wrong secret helps nobody', async () => {
  await guessByHttp();
  const { callId, secret } = space;
  expect(await statusOf(callId, at('198.51.100.1', shows({ secret })))).toBe(200);
  const lars = await openAt('198.51.100.1');
  lars.secret = secret;
  await lars.enter(callId, 'Lars');

  const other = await server.makeSpace();
  for (const wrong of [WRONG_SECRET, other.secret, 'nonsense', `${secret}&personKey=x`]) {
    expect(await statusOf(callId, at('198.51.100.2', shows({ secret: wrong })))).toBe('knock');
  }
  const eve = await openAt('198.51.100.2');
  eve.secret = WRONG_SECRET;
  expect(await tryOn(eve, 'prepare', callId)).toEqual(NOT_TRIED.prepare);
  // An unknown call ID with a secret gets the same answer as a known one with a wrong secret.
  expect(await statusOf(UNKNOWN_CALL_ID, at('198.51.100.2', shows({ secret })))).toBe('knock');
});

test('wrong secrets count as guesses', async () => {
  const headers = at('203.0.113.1', shows({ secret: WRONG_SECRET }));
  for (let guess = 0; guess < perClient; guess += 1) {
    expect(await statusOf(guessNumber(guess), headers)).toBe(404);
  }
  expect(await statusOf(space.callId, headers)).toBe('knock');
});

test('signed-in staff get in while call IDs are unchecked, and have no more guesses than others', async () => {
  await guessByHttp();
  const account = await server.accounts.create('karin', 'a long password', 'staff');
  const cookie = `session=${await server.accounts.openSession(account)}`;
  expect(await statusOf(space.callId, at('198.51.100.1', { cookie }))).toBe(200);
  const page = await openAt('198.51.100.1', { cookie });
  await page.enter(space.callId, 'Karin');
  expect(await statusOf(space.callId, at('198.51.100.2', { cookie: 'session=x' }))).toBe('knock');

  const other = await server.makeSpace();
  const own = await server.spaces.create({ name: 'Mitt', ownerId: account.id });
  for (let guess = 0; guess < perClient; guess += 1) {
    expect(await statusOf(guessNumber(guess), at(bot(guess), { cookie }))).toBe(404);
  }
  expect(await statusOf(other.callId, at('198.51.100.3', { cookie }))).toBe('knock');
  // A convener gets in all the same.
  expect(await statusOf(own.callId, at('198.51.100.3', { cookie }))).toBe(200);
  await (await openAt('198.51.100.3', { cookie })).enter(own.callId, 'Karin');
});

test('somebody who was in the meeting returns with the pass, also from another address', async () => {
  const lars = await openAt('198.51.100.1');
  await lars.enter(space.callId, 'Lars');
  await guessByHttp();
  const { personKey, pass = '' } = lars;
  lars.close();
  expect(await statusOf(space.callId, at('198.51.100.9', shows({ personKey, pass })))).toBe(200);
  const back = await openAt('198.51.100.9');
  Object.assign(back, { personKey, pass });
  await back.enter(space.callId, 'Lars');
  // The pass works for nobody else.
  expect(await statusOf(space.callId, at('198.51.100.8', shows({ pass })))).toBe('knock');
});

test('somebody who has looked up a right call ID can join, whatever others guess meanwhile', async () => {
  expect(await statusOf(space.callId, at('198.51.100.1'))).toBe(200);
  await guessByHttp();
  const lars = await openAt('198.51.100.1');
  await lars.enter(space.callId, 'Lars');
});

test('a colleague’s mistakes stop neither the guest link nor signed-in staff', async () => {
  const office = '198.51.100.1';
  const cookie = await sessionCookie();
  for (let guess = 0; guess < perClient; guess += 1) {
    await statusOf(guessNumber(guess), at(office));
  }
  const { callId, secret } = space;
  expect(await statusOf(callId, at(office))).toBe('knock');
  expect(await statusOf(callId, at(office, { cookie }))).toBe(200);
  expect(await statusOf(callId, at(office, shows({ secret })))).toBe(200);
});

test('two typing mistakes do not keep anybody out', async () => {
  const from = at('198.51.100.1');
  for (const callId of [guessNumber(1), guessNumber(2)]) {
    expect(await statusOf(callId, from)).toBe(404);
  }
  expect(await statusOf(space.callId, from)).toBe(200);
  const lars = await openAt('198.51.100.1');
  await lars.enter(space.callId, 'Lars');
});

test('an unknown call ID and a deleted one get the same answer, byte for byte', async () => {
  const deleted = await server.makeSpace();
  await server.spaces.delete(deleted.id);
  const whole = async (method: string, callId: string, path = '') => {
    const answer = await fetch(`${server.url}/api/meetings/${callId}${path}`, {
      method,
      headers: at('198.51.100.1', { 'Content-Type': 'application/json' }),
      ...(method === 'POST' && { body: JSON.stringify({ name: 'Lars' }) }),
    });
    const headers = [...answer.headers].filter(([name]) => name !== 'date');
    return { status: answer.status, headers, body: await answer.text() };
  };
  const unknown = await whole('GET', UNKNOWN_CALL_ID);
  expect(unknown.status).toBe(404);
  expect(unknown.headers).not.toEqual([]);
  expect(await whole('GET', deleted.callId)).toEqual(unknown);
  expect(await whole('POST', deleted.callId, '/confirmations')).toEqual(
    await whole('POST', UNKNOWN_CALL_ID, '/confirmations'),
  );

  const page = await openAt('198.51.100.2');
  page.secret = deleted.secret;
  for (const request of ['prepare', 'knock'] as const) {
    const answer = await tryOn(page, request, UNKNOWN_CALL_ID);
    expect(answer).toEqual({ ok: false, refusal: { code: 'callIdUnknown' } });
    expect(await tryOn(page, request, deleted.callId)).toEqual(answer);
  }
});
