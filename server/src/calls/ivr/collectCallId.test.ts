// The IVR asks for the call ID patiently, and says what was wrong with it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestCaller } from '@distansmote/testkit/telephone/testCaller.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const WELCOME = ['welcome', 'askCallId', 'otherLanguage'];
const unknown = { type: 'unknown' } as const;
const entered = { type: 'entered', others: 2, isLinked: false } as const;

test('is welcomed in Swedish, and asked for the call ID', () => {
  const caller = new TestCaller();
  expect(caller.hears).toEqual(WELCOME);
  expect(caller.language).toBe('sv');
});

test('the first digit interrupts the question', async () => {
  const caller = new TestCaller();
  await caller.keys('7');
  expect(caller.hears).toEqual([]);
});

test('nine digits and # are looked up', async () => {
  const caller = new TestCaller(entered);
  await caller.keys('787544182#');
  expect(caller.lookedUp).toEqual([{ callId: '787544182', pin: undefined }]);
  expect(caller.hears[0]).toBe('inMeeting');
});

test('four more digits are the dial-in PIN', async () => {
  const caller = new TestCaller(entered);
  await caller.keys('7875441820042#');
  expect(caller.lookedUp).toEqual([{ callId: '787544182', pin: '0042' }]);
});

test('nine digits are looked up without # after three quiet seconds', async () => {
  const caller = new TestCaller(entered);
  await caller.keys('787544182');
  await caller.waits(2.9);
  expect(caller.lookedUp).toEqual([]);
  await caller.waits(0.2);
  expect(caller.lookedUp).toHaveLength(1);
});

test('a # that comes late does not count against the caller', async () => {
  const caller = new TestCaller(unknown);
  await caller.keys('787544182');
  await caller.waits(3);
  const said = caller.hears;
  expect(said[0]).toBe('youKeyed');
  await caller.keys('#');
  expect(caller.hears).toEqual(said);
});

test('star begins again', async () => {
  const caller = new TestCaller(entered);
  await caller.keys('999*');
  expect(caller.hears).toEqual(['askCallId']);
  await caller.keys('787544182#');
  expect(caller.lookedUp).toEqual([{ callId: '787544182', pin: undefined }]);
});

test('slow callers are waited for', async () => {
  const caller = new TestCaller(entered);
  for (const digit of '787544182') {
    await caller.waits(digit === '7' ? 9 : 59);
    await caller.keys(digit);
  }
  await caller.keys('#');
  expect(caller.hears[0]).toBe('inMeeting');
});

test('ten quiet seconds repeat the question, then each quiet minute; after five times the call ends kindly', async () => {
  const caller = new TestCaller();
  caller.listens();
  for (let repeat = 1; repeat <= 5; repeat += 1) {
    await caller.waits(repeat === 1 ? 9.9 : 59.9);
    expect(caller.hears).toEqual([]);
    await caller.waits(0.2);
    expect(caller.hears).toEqual(['askCallId']);
    caller.listens();
  }
  await caller.waits(60);
  expect(caller.hears).toEqual(['nothingKeyed', 'goodbye']);
  expect(caller.isHungUpOn).toBe(false);
  caller.listens();
  expect(caller.isHungUpOn).toBe(true);
});

test('a caller who stops in the middle of the number is asked again from its beginning', async () => {
  const caller = new TestCaller(entered);
  await caller.keys('78754');
  await caller.waits(59.9);
  expect(caller.hears).toEqual([]);
  await caller.waits(0.2);
  expect(caller.hears).toEqual(['askCallId']);
  await caller.keys('787544182#');
  expect(caller.lookedUp).toEqual([{ callId: '787544182', pin: undefined }]);
});

test('a # alone in silence repeats the question', async () => {
  const caller = new TestCaller();
  caller.listens();
  await caller.keys('#');
  expect(caller.hears).toEqual(['askCallId']);
});

test('a wrong number is read back in groups of three, and asked for again', async () => {
  const caller = new TestCaller(unknown, entered);
  await caller.keys('787544182#');
  expect(caller.hears.join(' ')).toBe(
    'youKeyed digit7 digit8 digit7 pause digit5 digit4 digit4 pause digit1 digit8 digit2 ' +
      'numberIsWrong tryAgain askCallId',
  );
  await caller.keys('787544183#');
  expect(caller.hears[0]).toBe('inMeeting');
});

test.each(['78754418', '7875441821', '0480123456', '78754418212345678901234567890'])(
  '%s has too few or too many digits: wrong, without a look-up',
  async (digits) => {
    const caller = new TestCaller();
    await caller.keys(`${digits}#`);
    expect(caller.hears[0]).toBe('youKeyed');
    expect(caller.hears).toContain('nineDigits');
    expect(caller.hears.length).toBeLessThan(25);
    expect(caller.lookedUp).toEqual([]);
  },
);

test('nine digits that start with 0 are nobody’s number', async () => {
  const caller = new TestCaller();
  await caller.keys('087544182#');
  expect(caller.hears).toContain('numberIsWrong');
  expect(caller.lookedUp).toEqual([]);
});

test('three wrong ones end the call kindly', async () => {
  const caller = new TestCaller(unknown, unknown);
  await caller.keys('787544182#');
  await caller.keys('1234#');
  await caller.keys('787544183#');
  expect(caller.hears).toEqual(['thriceWrong', 'goodbye']);
  await caller.keys('787544182#**#');
  expect(caller.hears).toEqual(['thriceWrong', 'goodbye']);
  expect(caller.lookedUp).toHaveLength(2);
  caller.listens();
  expect(caller.isHungUpOn).toBe(true);
});

test.each([['0#'], ['0']])('%s alone changes to English, and back to Swedish', async (keys) => {
  const caller = new TestCaller();
  await caller.keys(keys);
  await caller.waits(3);
  expect(caller.language).toBe('en');
  expect(caller.hears).toEqual(WELCOME);
  await caller.keys(keys);
  await caller.waits(3);
  expect(caller.language).toBe('sv');
});

test('the chosen language stays for the rest of the call', async () => {
  const caller = new TestCaller(entered);
  await caller.keys('0#787544182#*6');
  await caller.keys('*6');
  expect(caller.hears).toEqual(['microphoneOff']);
  expect(caller.language).toBe('en');
});

test('the letters of old keypads mean nothing', async () => {
  const caller = new TestCaller(entered);
  await caller.keys('A7875BCD44182#');
  expect(caller.lookedUp).toEqual([{ callId: '787544182', pin: undefined }]);
});

test('a slow look-up plays a prompt, then music', async () => {
  const caller = new TestCaller();
  await caller.keys('787544182#');
  await caller.waits(0.9);
  expect(caller.hears).toEqual([]);
  await caller.waits(0.2);
  expect(caller.hears).toEqual(['oneMoment']);
  caller.listens();
  expect(caller.hearsMusic).toBe(true);
  await caller.keys('123#');
  await caller.isAnswered(entered);
  expect(caller.hears[0]).toBe('inMeeting');
  expect(caller.lookedUp).toHaveLength(1);
});

test('a failed look-up is announced as our fault', async () => {
  const caller = new TestCaller(new Error('out of order'));
  await caller.keys('787544182#');
  expect(caller.hears).toEqual(['unavailable', 'goodbye']);
});

test.each(['notYetOpen', 'locked', 'full', 'removed', 'tooManyGuesses', 'unavailable'] as const)(
  'a caller who is refused (%s) hears why before the call ends',
  async (type) => {
    const caller = await TestCaller.in({ type });
    expect(caller.hears).toEqual([type, 'goodbye']);
    caller.listens();
    expect(caller.isHungUpOn).toBe(true);
  },
);

test('hanging up during the look-up leaves no timer', async () => {
  const caller = new TestCaller();
  await caller.keys('787544182#');
  caller.ivr.hungUp();
  const heard = caller.hears;
  await caller.isAnswered(entered);
  expect(vi.getTimerCount()).toBe(0);
  expect(caller.hears).toBe(heard);
  expect(caller.isHungUpOn).toBe(false);
});
