import type { CallId } from '@distansmote/shared/ids.ts';
import { TestCaller } from '@distansmote/testkit/telephone/testCaller.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EnterResult, Start } from './ivrDeps.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const IN: EnterResult = { type: 'entered', others: 2, isLinked: false };

/** Somebody whom we have rung, and who has answered. */
class RungCaller extends TestCaller {
  readonly told: string[] = [];
  asked = 0;
  declare result: EnterResult;

  protected override get start(): Start {
    return {
      type: 'rung',
      callId: '787544182' as CallId,
      rung: {
        patienceMs: 60_000,
        enter: () => {
          this.asked += 1;
          return Promise.resolve(this.result);
        },
        onEntered: () => this.told.push('entered'),
        onNotEntered: (why) => this.told.push(why),
      },
    };
  }

  static answered(result: EnterResult = IN): RungCaller {
    const caller = new RungCaller();
    caller.result = result;
    return caller;
  }
}

const ANNOUNCEMENT = ['meetingCalls', 'itsCallId', 'digit7', 'digit8', 'digit7', 'pause'];

test('who is rung hears that a meeting calls, and its call ID, and comes in by the key 1', async () => {
  const caller = RungCaller.answered();
  expect(caller.hears.slice(0, 6)).toEqual(ANNOUNCEMENT);
  expect(caller.hears.slice(-2)).toEqual(['pressOne', 'otherLanguage']);
  await caller.waits(1);
  await caller.keys('1');
  expect(caller.told).toEqual(['entered']);
  expect(caller.hears[0]).toBe('inMeeting');
  await caller.waits(120);
  expect(caller.isHungUpOn).toBe(false);
});

test('no other key lets anybody in, nor one of before', async () => {
  const caller = RungCaller.answered();
  await caller.keys('1');
  await caller.waits(1);
  await caller.keys('3456789*#ABCD');
  expect(caller.asked).toBe(0);
  expect(caller.hears.slice(0, 6)).toEqual(ANNOUNCEMENT);
  await caller.keys('0');
  expect(caller.language).toBe('en');
  expect(caller.told).toEqual([]);
});

test('it is said again until a minute has passed; then the call ends', async () => {
  const caller = RungCaller.answered();
  for (let seconds = 0; seconds <= 60; seconds += 15) {
    expect(caller.hears.slice(0, 6)).toEqual(ANNOUNCEMENT);
    await caller.waits(12);
    caller.listens();
    await caller.waits(3);
  }
  expect(caller.hears).toEqual(['goodbye']);
  expect(caller.told).toEqual(['notAccepted']);
  caller.listens();
  expect(caller.isHungUpOn).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('the key 2 declines', async () => {
  const caller = RungCaller.answered();
  await caller.waits(1);
  await caller.keys('2');
  expect(caller.told).toEqual(['declined']);
  expect(caller.hears).toEqual(['notConnected', 'goodbye']);
});

test.each([
  ['endedByConvener', 'endedByConvener'],
  ['full', 'full'],
  ['unknown', 'unavailable'],
] as const)('a meeting that is %s says so', async (type, prompt) => {
  const caller = RungCaller.answered({ type });
  await caller.waits(1);
  await caller.keys('1');
  expect(caller.told).toEqual(['failed']);
  expect(caller.hears).toEqual([prompt, 'goodbye']);
});

test('keys without end do not keep the line, and 1 counts until then', async () => {
  const flood = RungCaller.answered();
  for (let seconds = 0; seconds < 59; seconds += 1) {
    await flood.keys('5');
    await flood.waits(1);
  }
  expect(flood.told).toEqual([]);
  await flood.waits(2);
  await flood.keys('5');
  expect(flood.told).toEqual(['notAccepted']);
  const late = RungCaller.answered();
  await late.waits(61);
  await late.keys('1');
  expect(late.told).toEqual(['entered']);
});

test.each(['1\u2028', '2\b1\u2028', 'Hej, vem \u00e4r det?\u20281\u2028', ' \u0661 \u2028', '1'])(
  'who types %j comes in',
  async (typed) => {
    const caller = RungCaller.answered();
    await caller.waits(1);
    await caller.types(typed);
    await caller.waits(2);
    expect(caller.told).toEqual(['entered']);
    expect(vi.getTimerCount()).toBe(0);
  },
);

test.each(['Det h\u00e4r \u00e4r 0101 22 13', '11\u2028', '0701234567\u2028', '1 minut', 'Anna 1'])(
  'a greeting such as %j is no answer',
  async (typed) => {
    const caller = RungCaller.answered();
    await caller.waits(1);
    for (const letter of typed) {
      await caller.types(letter);
      await caller.waits(0.3);
    }
    await caller.waits(5);
    expect([caller.asked, caller.told, caller.language]).toEqual([0, [], 'sv']);
  },
);

test('hanging up leaves no timer', async () => {
  const caller = RungCaller.answered();
  caller.listens();
  caller.ivr.hungUp();
  expect(vi.getTimerCount()).toBe(0);
});
