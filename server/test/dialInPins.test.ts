// Dial-in PINs: which calls they link, and how many guesses are allowed.
import { randomBytes } from 'node:crypto';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import { expect, test } from 'vitest';
import { createCallIdLookup } from '../src/guessing/callIdLookup.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { phoneIdentity } from '../src/phone/phoneIdentity.ts';
import { createLog } from '../src/platform/log.ts';
import {
  callJoinFlowOf,
  Caller,
  linkedPhoneTests,
} from '@distansmote/testkit/telephone/linkedPhoneTests.ts';

const tests = await linkedPhoneTests({ TRUSTED_PROXIES: '127.0.0.1' });
const { meetWithPhone } = tests;

test('guesses at a PIN are limited, and a PIN is valid in its own meeting only', async () => {
  const { callId, pin } = await meetWithPhone();
  const other = await meetWithPhone();
  const unknown = { type: 'refused', refusal: 'callIdUnknown' };
  const wrong = String((Number(pin) + 1) % 10_000).padStart(4, '0');
  const from = (number: number) =>
    Object.assign(new Caller(), {
      identity: phoneIdentity({ number: `+${number}`, trunk: `${number}` }),
    });
  expect(
    await tests.joinFlow.enterByPin(other.callId, pin === other.pin ? wrong : pin, from(1)),
  ).toEqual(unknown);
  for (let time = 0; time < 10; time += 1)
    expect(await tests.joinFlow.enterByPin(callId, wrong, from(100 + time))).toEqual(unknown);
  expect(await tests.joinFlow.enterByPin(callId, pin, from(2)), 'too many were wrong').toEqual(
    unknown,
  );
});

test('wrong PINs count as wrong call IDs', async () => {
  const { callId } = await meetWithPhone();
  const limits = { ...GUESS_LIMITS, perClient: 3, delaysMs: [0] };
  const { server } = tests;
  const callIdLookup = createCallIdLookup(server.spaces, limits, createLog('silent'));
  const strict = callJoinFlowOf(server, callIdLookup);
  // The right call ID just before does not refund them.
  const number = await strict.enter(callId, new Caller());
  if (number.type === 'entered') number.meeting.leave(number.leg, 'left');
  for (let time = 0; time < 3; time += 1) await strict.enterByPin(callId, 'none', new Caller());
  expect(await strict.enterByPin(callId, 'none', new Caller())).toEqual({
    type: 'refused',
    refusal: 'tooManyGuesses',
  });
});

test('there is no PIN where telephones are not admitted', async () => {
  const { spaceId, anna } = await meetWithPhone();
  await tests.server.spaces.change(spaceId, { admitsPhones: false });
  expect(await anna.expectRefusal('requestDialIn', {})).toEqual({ code: 'noTelephones' });
});

test('repeated join, request and leave evicts no PIN of anybody present, and few PINs are kept', async () => {
  const { callId } = await tests.server.makeSpace();
  const anna = await tests.open();
  await anna.enter(callId, 'Anna');
  const { pin } = await anna.request('requestDialIn', {});
  for (let socket = 0; socket < 22; socket += 1) {
    const page = await tests.openFrom(`198.51.100.${socket % 2}`);
    for (let time = 0; time < 10; time += 1) {
      page.personKey = randomBytes(16).toString('base64url');
      page.pass = undefined;
      await page.enter(callId, 'Främling');
      await page.request('requestDialIn', {});
      await page.request('leave', {});
    }
    page.close();
  }
  const { dialInPins: pins } = await tests.meetingOf(callId);
  const all = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, '0'));
  const good = all.filter((one) => pins.ownerOf(one, Date.now()) !== undefined);
  expect(good.length).toBeLessThanOrEqual(200);
  expect(await anna.request('requestDialIn', {})).toMatchObject({ pin });
});

test('a new link also voids the PINs of those who have left', async () => {
  const { space, callId, convener } = await tests.conveneMeeting();
  const gone = await tests.admit(callId, convener);
  await gone.page.request('leave', { isFinal: true });
  const stays = await tests.admit(callId, convener);
  const admin = await tests.server.signInAdmin();
  expect((await admin.ask('POST', `/api/spaces/${space.id}/new-link`)).status).toBe(200);
  expect(await tests.joinFlow.enterByPin(callId, gone.pin, new Caller())).toEqual({
    type: 'refused',
    refusal: 'callIdUnknown',
  });
  await tests.ring(callId, stays.pin, new Caller());
});

test('somebody who is blocked while only their telephone is there cannot return in another tab', async () => {
  const { callId, convener } = await tests.conveneMeeting();
  const looked = await fetch(`${tests.server.url}/api/meetings/${callId}`);
  const { browserToken } = (await looked.json()) as MeetingLookUp;
  const { page, participantId, pin } = await tests.admit(callId, convener, browserToken);
  const caller = new Caller();
  await tests.ring(callId, pin, caller);
  await page.request('leave', {});
  expect(caller.did).toContain('browser gone');
  expect(await convener.request('removeParticipant', { participantId, isBlocked: true })).toEqual({
    isBlocked: true,
  });
  const tab = await tests.open();
  tab.browserToken = browserToken;
  const { rtpCapabilities } = tests.server.mediaWorkers;
  expect(
    await tab.expectRefusal('prepare', { callId, ...tab.credentials, rtpCapabilities }),
  ).toEqual({
    code: 'removed',
  });
});
