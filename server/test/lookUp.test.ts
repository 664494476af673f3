// Looking up a call ID: the way in for those who know one, and hopeless for those who guess.
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import { expect, test } from 'vitest';
import { admissionPassFor } from '../src/meetings/admissionPass.ts';
import { participantIdOf } from '../src/meetings/participantId.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { comparable } from '@distansmote/testkit/server/comparable.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { type TestServer, UNKNOWN_CALL_ID } from '@distansmote/testkit/server/testServer.ts';

const GUESSES = GUESS_LIMITS.perClient;
const PERSON_KEY = 'AAAAAAAAAAAAAAAAAAAAAA';
/** server/src/guessing/ tests with a fake clock how the delays grow. */
const WITHOUT_DELAYS = { guessLimits: { delaysMs: [] } };
const { server, ownedSpace, signIn } = await sharedServer({}, WITHOUT_DELAYS);
// One address at a time here; guessing.test.ts has many at once.
const { server: proxied } = await sharedServer(
  { TRUSTED_PROXIES: '127.0.0.1' },
  { guessLimits: { ...WITHOUT_DELAYS.guessLimits, webTotal: 1_000 } },
);

const lookUp = (at: TestServer, callId: string, headers: Record<string, string> = {}) =>
  fetch(`${at.url}/api/meetings/${encodeURIComponent(callId)}`, { headers });

/** Until the budget of this address is used up. */
async function guessOut(at: TestServer, headers: Record<string, string> = {}): Promise<void> {
  for (let guess = 0; guess < GUESSES; guess += 1) {
    expect((await lookUp(at, UNKNOWN_CALL_ID, headers)).status).toBe(404);
  }
}

test('a call ID yields the name of its space, and what every meeting offers', async () => {
  const space = await server.makeSpace('Vårdplanering');
  const answer = await lookUp(server, space.callId);
  const found = (await answer.json()) as MeetingLookUp;
  expect(answer.status).toBe(200);
  expect(found.callId).toBe(space.callId);
  expect(found.name).toBe('Vårdplanering');
  const codecs = found.rtpCapabilities.codecs?.map((codec) => codec.mimeType);
  expect(codecs).toEqual(expect.arrayContaining(['audio/opus', 'video/VP8']));
});

test('a call ID in the digits of other keyboards is the same call ID', async () => {
  const { callId } = await server.makeSpace('Vårdplanering');
  for (const zero of [0x06_60, 0x06_f0, 0xff_10]) {
    const typed = callId.replaceAll(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
    const answer = await lookUp(server, typed);
    expect(await answer.json()).toMatchObject({ callId, name: 'Vårdplanering' });
  }
});

test('as long as it is not open, it is told when it opens and begins', async () => {
  const startsAt = '2031-12-02T13:05:00.000Z';
  const planned = await server.spaces.create({ name: 'Senare', ownerId: null, startsAt });
  const timesOf = async (callId: string) => {
    const found = (await (await lookUp(server, callId)).json()) as MeetingLookUp;
    return { opensAt: found.opensAt, startsAt: found.startsAt };
  };
  expect(await timesOf(planned.callId)).toEqual({ opensAt: '2031-12-02T12:35:00.000Z', startsAt });
  const past = '2021-12-02T13:05:00.000Z';
  const open = await server.spaces.create({ name: 'Nu', ownerId: null, startsAt: past });
  expect(await timesOf(open.callId)).toEqual({ opensAt: null, startsAt: null });
});

test('to who leads it, it is open before its time', async () => {
  const startsAt = '2031-12-02T13:05:00.000Z';
  const { space, cookie } = await ownedSpace({ name: 'Senare', startsAt });
  const opensAt = async (headers: Record<string, string>) =>
    ((await (await lookUp(server, space.callId, headers)).json()) as MeetingLookUp).opensAt;
  expect(await opensAt({ cookie })).toBeNull();
  expect(await opensAt({ cookie: (await signIn()).cookie })).not.toBeNull();
});

test('who is signed in is told their own name, and nobody else is', async () => {
  const { space, cookie } = await ownedSpace({ name: 'Vårdplanering' });
  const ownName = async (headers: Record<string, string>) =>
    ((await (await lookUp(server, space.callId, headers)).json()) as MeetingLookUp).ownName;
  expect(await ownName({})).toBeNull();
  expect(await ownName({ cookie: 'session=made-up' })).toBeNull();
  const name = await ownName({ cookie });
  const me = await fetch(`${server.url}/api/session`, { headers: { cookie } });
  expect(name).toBe(((await me.json()) as { displayName: string }).displayName || null);
});

test.each(['withoutLink', 'everybody'] as const)(
  'of a space with a lobby (%s) the name is told only to clients with more than the call ID',
  async (lobby) => {
    const { space, cookie } = await ownedSpace({ name: 'Hemligt', lobby });
    const nameFor = async (headers: Record<string, string>) =>
      ((await (await lookUp(server, space.callId, headers)).json()) as MeetingLookUp).name;
    const shows = (proof: Record<string, string>) => ({
      [JOIN_CREDENTIALS_HEADER]: String(new URLSearchParams({ personKey: PERSON_KEY, ...proof })),
    });
    expect(await nameFor({})).toBeNull();
    expect(await nameFor(shows({ secret: 'A'.repeat(22) }))).toBeNull();
    expect(await nameFor({ cookie: (await signIn()).cookie })).toBeNull();
    expect(await nameFor({ cookie })).toBe('Hemligt');
    expect(await nameFor(shows({ secret: space.secret }))).toBe('Hemligt');
    const id = participantIdOf(space.callId, PERSON_KEY);
    expect(await nameFor(shows({ pass: admissionPassFor(space, id) }))).toBe('Hemligt');
  },
);

test('nothing else of the space is told', async () => {
  const space = await server.makeSpace();
  const text = await (await lookUp(server, space.callId)).text();
  for (const hidden of [space.id, space.secret, space.videoName])
    expect(text).not.toContain(hidden);
});

test('a call ID may be written in groups', async () => {
  const { callId } = await server.makeSpace();
  const grouped = callId.replace(/(...)(...)/, '$1 $2-');
  expect((await lookUp(server, grouped)).status).toBe(200);
});

test.each(['12345678', '1234567890', '012345678', 'abcdefghi', '<script>', "1' OR 1=1"])(
  '%j is invalid, and does not count as a guess',
  async (callId) => {
    const answer = await lookUp(server, callId);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: 400, title: 'invalid' });
  },
);

test('an overlong path is refused', async () => {
  const answer = await lookUp(server, '1'.repeat(5_000));
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
});

const isTried = async (at: TestServer, callId: string, headers: Record<string, string> = {}) =>
  ((await (await lookUp(at, callId, headers)).json()) as MeetingLookUp).isNumberChecked;

test('after too many wrong guesses neither right nor wrong call IDs are checked, and both get the same answer', async () => {
  const { callId } = await server.makeSpace();
  await guessOut(server);
  const answers = [callId, UNKNOWN_CALL_ID].map(async (number) =>
    comparable(await lookUp(server, number), number),
  );
  const [right, wrong] = await Promise.all(answers);
  expect(right).toEqual(wrong);
  expect(right?.status).toBe(200);
  expect(JSON.parse(right?.body ?? '')).toMatchObject({ isNumberChecked: false, name: null });
  // Adding a header that no trusted proxy wrote does not make another client.
  expect(await isTried(server, callId, { 'X-Forwarded-For': '198.51.100.1' })).toBe(false);
});

test('concurrent guesses cannot exceed the budget', async () => {
  const from = { 'X-Forwarded-For': '198.51.100.77' };
  const answers = await Promise.all(
    Array.from({ length: GUESSES * 5 }, () => lookUp(proxied, UNKNOWN_CALL_ID, from)),
  );
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(GUESSES);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(GUESSES * 4);
});

test('guesses in the digits of different keyboards have one budget', async () => {
  const from = { 'X-Forwarded-For': '198.51.100.78' };
  const zeros = ['0', '\u0660', '\u06f0', '\uff10'].map((zero) => zero.charCodeAt(0));
  const written = (at: number) =>
    UNKNOWN_CALL_ID.replace(/\d/g, (digit) =>
      String.fromCharCode((zeros[at % zeros.length] ?? 0) + Number(digit)),
    );
  const answers = await Promise.all(
    Array.from({ length: GUESSES * 4 }, (_, at) => lookUp(proxied, written(at), from)),
  );
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(GUESSES);
});

test('behind a trusted proxy each address has its own budget', async () => {
  const { callId } = await proxied.makeSpace();
  const from = (address: string) => ({ 'X-Forwarded-For': address });
  await guessOut(proxied, from('198.51.100.1'));
  const isTriedFrom = (address: string) => isTried(proxied, callId, from(address));
  expect(await isTriedFrom('198.51.100.1')).toBe(false);
  expect(await isTriedFrom('198.51.100.2')).toBe(true);
  // Entries before the trusted proxy's own were written by the client.
  expect(await isTriedFrom('203.0.113.9, 198.51.100.1')).toBe(false);
});

test('an IPv6 guesser has one budget for the whole /64', async () => {
  const { callId } = await proxied.makeSpace();
  await guessOut(proxied, { 'X-Forwarded-For': '2001:db8:1:2::1' });
  const isTriedFrom = (address: string) => isTried(proxied, callId, { 'X-Forwarded-For': address });
  expect(await isTriedFrom('2001:db8:1:2:ffff::9')).toBe(false);
  expect(await isTriedFrom('2001:db8:1:3::1')).toBe(true);
});

test('one guesser behind a proxy that adds ports has one budget, whatever the port', async () => {
  const { callId } = await proxied.makeSpace();
  const isTriedFrom = (address: string) => isTried(proxied, callId, { 'X-Forwarded-For': address });
  for (const [at, other] of [
    [(port: number) => `198.51.100.33:${port}`, '198.51.100.34:5000'],
    [(port: number) => `[2001:db8:1:4::1]:${port}`, '[2001:db8:1:5::1]:5000'],
  ] as const) {
    for (let port = 5_000; port < 5_000 + GUESSES; port += 1)
      await lookUp(proxied, UNKNOWN_CALL_ID, { 'X-Forwarded-For': at(port) });
    expect(await isTriedFrom(at(9_999))).toBe(false);
    expect(await isTriedFrom(other)).toBe(true);
  }
});

test('if the proxy names something that is not an address, the proxy itself counts', async () => {
  const { callId } = await proxied.makeSpace();
  for (let guess = 0; guess < GUESSES; guess += 1)
    await lookUp(proxied, UNKNOWN_CALL_ID, { 'X-Forwarded-For': `unknown-${guess}` });
  const from = { 'X-Forwarded-For': '203.0.113.9, unknown' };
  expect(await isTried(proxied, callId, from)).toBe(false);
});

test.each([
  ['/invited?secret=x&id=787544182', '/meeting/787544182'],
  ['/invited.sf?secret=x&id=787544182', '/meeting/787544182'],
  ['/invited?id=787%20544%20182', '/meeting/787544182'],
  ['/invited?id=12', '/call-id'],
  ['/invited?id=787544182&id=787544183', '/call-id'],
  ['/invited?id=//evil.example', '/call-id'],
  ['/invited', '/call-id'],
])('the link %s of an invitation leads to %s', async (link, to) => {
  const answer = await fetch(server.url + link, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe(to);
});
