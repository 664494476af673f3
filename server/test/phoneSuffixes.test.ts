// The four digits that somebody in a browser keys to be heard by telephone: who they let in, and how often one may guess.
import { expect, test } from 'vitest';
import { createCallIdGuesses } from '../src/guessing/callIdGuesses.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { createLog } from '../src/log.ts';
import { PhoneDoor } from '../src/phone/phoneDoor.ts';
import { Caller, ownPhoneTests } from './support/ownPhoneTests.ts';

const tests = ownPhoneTests();
const { meetWithPhone } = tests;

test('a suffix is guessed at no more than a few times, and is good in its own meeting only', async () => {
  const { callId, suffix } = await meetWithPhone();
  const other = await meetWithPhone();
  const unknown = { is: 'refused', refusal: 'callIdUnknown' };
  const wrong = String((Number(suffix) + 1) % 10_000).padStart(4, '0');
  const from = (number: number) =>
    Object.assign(new Caller(), { caller: { number: `+${number}`, trunk: `${number}` } });
  expect(
    await tests.door.enterFor(other.callId, suffix === other.suffix ? wrong : suffix, from(1)),
  ).toEqual(unknown);
  for (let time = 0; time < 10; time += 1)
    expect(await tests.door.enterFor(callId, wrong, from(100 + time))).toEqual(unknown);
  expect(await tests.door.enterFor(callId, suffix, from(2)), 'too many were wrong').toEqual(
    unknown,
  );
});

test('wrong suffixes are counted as wrong numbers are', async () => {
  const { callId } = await meetWithPhone();
  const limits = { ...GUESS_LIMITS, ofOne: 3, delaysMs: [0] };
  const { spaces, meetings, attendance } = tests.server;
  const log = createLog('silent');
  const callIdGuesses = createCallIdGuesses(spaces, limits, log);
  const strict = new PhoneDoor({ spaces, meetings, attendance, callIdGuesses, log });
  // It was right for this caller a moment ago, which speaks for nothing here.
  const number = await strict.enter(callId, new Caller());
  if (number.is === 'entered') number.meeting.leave(number.participant, 'left');
  for (let time = 0; time < 3; time += 1) await strict.enterFor(callId, 'none', new Caller());
  expect(await strict.enterFor(callId, 'none', new Caller())).toEqual({
    is: 'refused',
    refusal: 'tooManyGuesses',
  });
});

test('where no telephones are admitted there is no suffix', async () => {
  const { spaceId, anna } = await meetWithPhone();
  await tests.server.spaces.change(spaceId, { admitsPhones: false });
  expect(await anna.refused('callInstead', {})).toEqual({ code: 'noTelephones' });
});
