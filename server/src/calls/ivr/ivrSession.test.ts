// The IVR in the lobby, in the meeting, and at the end of the call.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TestCaller } from '@distansmote/testkit/telephone/testCaller.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('in the lobby', () => {
  test('hears that the convener has been told, then quiet music', async () => {
    const caller = await TestCaller.in({ type: 'waiting', isConvenerThere: true });
    expect(caller.hears).toEqual(['convenerTold']);
    caller.listens();
    expect(caller.hearsMusic).toBe(true);
  });

  test('hears that no convener is there yet, and when one comes', async () => {
    const caller = await TestCaller.in({ type: 'waiting', isConvenerThere: false });
    expect(caller.hears).toEqual(['convenerMissing']);
    caller.listens();
    caller.ivr.convenerPresenceChanged(true);
    expect(caller.hears).toEqual(['convenerCame']);
    caller.listens();
    expect(caller.hearsMusic).toBe(true);
    caller.ivr.convenerPresenceChanged(true);
    caller.ivr.convenerPresenceChanged(false);
    expect(caller.hearsMusic).toBe(true);
  });

  test('hears once a minute that they are not forgotten', async () => {
    const caller = await TestCaller.in({ type: 'waiting', isConvenerThere: true });
    for (let minute = 1; minute <= 5; minute += 1) {
      caller.listens();
      await caller.waits(59);
      expect(caller.hearsMusic).toBe(true);
      await caller.waits(2);
      expect(caller.hears).toEqual(['stillWaiting']);
    }
  });

  test('keys do nothing', async () => {
    const caller = await TestCaller.in({ type: 'waiting', isConvenerThere: true });
    caller.listens();
    await caller.keys('*6*1*#787544182#');
    expect(caller.hearsMusic).toBe(true);
    expect(caller.done).toEqual([]);
  });

  test('hears of being admitted', async () => {
    const caller = await TestCaller.in({ type: 'waiting', isConvenerThere: true });
    caller.listens();
    caller.ivr.admitted(3);
    expect(caller.hears).toEqual(['letIn', 'inMeeting', 'microphoneKeys']);
    caller.listens();
    await caller.waits(120);
    expect(caller.hears).toEqual([]);
  });

  test('hears of being denied', async () => {
    const caller = await TestCaller.in({ type: 'waiting', isConvenerThere: true });
    caller.ivr.denied();
    expect(caller.hears).toEqual(['turnedAway', 'goodbye']);
    caller.ivr.admitted(3);
    caller.listens();
    expect(caller.isHungUpOn).toBe(true);
  });
});

describe('in the meeting', () => {
  const withOthers = () => TestCaller.inMeeting();

  test('hears how to turn the microphone off, then the others alone', async () => {
    const caller = await withOthers();
    expect(caller.hears).toEqual(['inMeeting', 'microphoneKeys']);
    caller.listens();
    expect(caller.hears).toEqual([]);
  });

  test('*6 turns the microphone off and on', async () => {
    const caller = await withOthers();
    await caller.keys('*6');
    expect(caller.hears).toEqual(['microphoneOff']);
    await caller.keys('*6');
    expect(caller.hears).toEqual(['microphoneOn']);
    expect(caller.done).toEqual(['muted', 'unmuted']);
  });

  test('*1 raises and lowers the hand', async () => {
    const caller = await withOthers();
    await caller.keys('*1');
    expect(caller.hears).toEqual(['handRaised']);
    await caller.keys('*1');
    expect(caller.hears).toEqual(['handLowered']);
    expect(caller.done).toEqual(['hand raised', 'hand lowered']);
  });

  test('hears when the hand is lowered on the page', async () => {
    const caller = await withOthers();
    await caller.keys('*1');
    caller.listens();
    caller.handTurnedByOtherLeg(false);
    expect(caller.hears).toEqual(['handLowered']);
    await caller.keys('*1');
    expect(caller.done).toEqual(['hand raised', 'hand raised']);
  });

  test('*1 lowers a hand that was raised on the page, of which the caller hears nothing', async () => {
    const caller = await withOthers();
    caller.listens();
    caller.handTurnedByOtherLeg(true);
    expect(caller.hears).toEqual([]);
    await caller.keys('*1');
    expect(caller.hears).toEqual(['handLowered']);
    expect(caller.done).toEqual(['hand lowered']);
  });

  test('*# tells how many are here', async () => {
    const caller = await withOthers();
    caller.headcount = 21;
    await caller.keys('*#');
    expect(caller.hears).toEqual(['youAre', 'number20', 'digit1', 'peopleHere']);
    caller.headcount = 1;
    await caller.keys('*#');
    expect(caller.hears).toEqual(['alone']);
  });

  test('*0 tells the keys', async () => {
    const caller = await withOthers();
    await caller.keys('*0');
    expect(caller.hears).toEqual(['help']);
  });

  test.each(['6', '#', '1234567890#', '*7', '*A', '*76', '**8'])(
    '%s does nothing',
    async (keys) => {
      const caller = await withOthers();
      caller.listens();
      await caller.keys(keys);
      expect(caller.hears).toEqual([]);
      expect(caller.done).toEqual([]);
    },
  );

  test('two stars are one, and a star long ago counts for nothing', async () => {
    const caller = await withOthers();
    await caller.keys('**6');
    expect(caller.done).toEqual(['muted']);
    await caller.keys('*');
    await caller.waits(6);
    await caller.keys('6');
    expect(caller.done).toEqual(['muted']);
  });

  test('muted by the convener, hears how to unmute, and can', async () => {
    const caller = await withOthers();
    caller.mutedByConvener();
    expect(caller.hears).toEqual(['mutedByConvener']);
    await caller.keys('*6');
    expect(caller.hears).toEqual(['microphoneOn']);
    expect(caller.done).toEqual(['unmuted']);
  });

  test('a caller who is already muted is not told again', async () => {
    const caller = await withOthers();
    await caller.keys('*6');
    caller.listens();
    caller.mutedByConvener();
    expect(caller.hears).toEqual([]);
  });

  test('the first caller hears that nobody is there, then music, then that somebody has come', async () => {
    const caller = await TestCaller.inMeeting({ others: 0 });
    expect(caller.hears).toEqual(['inMeeting', 'microphoneKeys', 'nobodyYet']);
    caller.listens();
    expect(caller.hearsMusic).toBe(true);
    await caller.keys('*6');
    caller.listens();
    expect(caller.hearsMusic).toBe(true);
    caller.ivr.othersChanged(1);
    expect(caller.hears).toEqual(['someoneCame']);
    caller.listens();
    caller.ivr.othersChanged(2);
    expect(caller.hears).toEqual([]);
  });

  test('the last one hears that the others have left', async () => {
    const caller = await withOthers();
    caller.listens();
    caller.ivr.othersChanged(1);
    expect(caller.hears).toEqual([]);
    caller.ivr.othersChanged(0);
    expect(caller.hears).toEqual(['othersLeft']);
    caller.listens();
    expect(caller.hearsMusic).toBe(true);
  });
});

describe('at the end', () => {
  const REASONS = ['spaceDeleted', 'endedByConvener', 'serverStopping', 'mediaFailed'] as const;

  test('hears of a move to another server as of a restart: ringing again leads there', () => {
    const caller = new TestCaller();
    caller.ivr.ended('moved');
    expect(caller.hears).toEqual(['serverStopping', 'goodbye']);
  });

  test.each(REASONS)('hears why (%s) at every step of the call', async (reason) => {
    const callers = [
      new TestCaller(),
      await TestCaller.in({ type: 'waiting', isConvenerThere: false }),
      await TestCaller.inMeeting({ others: 0 }),
    ];
    for (const caller of callers) {
      caller.ivr.ended(reason);
      expect(caller.hears).toEqual([reason, 'goodbye']);
      caller.listens();
      expect(caller.isHungUpOn).toBe(true);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  test('hears of being removed, and input and events during the goodbye are ignored', async () => {
    const caller = await TestCaller.inMeeting();
    caller.ivr.removed();
    await caller.keys('*6*0#');
    caller.mutedByConvener();
    caller.ivr.othersChanged(0);
    caller.ivr.ended('endedByConvener');
    expect(caller.hears).toEqual(['removed', 'goodbye']);
    expect(caller.done).toEqual([]);
  });

  test('is hung up on once', async () => {
    const caller = await TestCaller.inMeeting();
    caller.ivr.removed();
    caller.listens();
    caller.isHungUpOn = false;
    caller.ivr.played();
    caller.ivr.removed();
    await caller.waits(60);
    expect(caller.isHungUpOn).toBe(false);
  });

  test('the call ends even if the end of the goodbye is never reported', async () => {
    const caller = await TestCaller.inMeeting();
    caller.ivr.removed();
    await caller.waits(29);
    expect(caller.isHungUpOn).toBe(false);
    await caller.waits(2);
    expect(caller.isHungUpOn).toBe(true);
  });

  test.each([
    ['in the lobby', { type: 'waiting', isConvenerThere: true }],
    ['in the meeting', { type: 'entered', others: 0, isLinked: false }],
    ['while hearing goodbye', { type: 'locked' }],
  ] as const)('who hangs up %s leaves no timer and hears no more', async (_, result) => {
    const caller = await TestCaller.in(result);
    await caller.keys('*');
    caller.ivr.hungUp();
    const heard = caller.hears;
    expect(vi.getTimerCount()).toBe(0);
    caller.ivr.played();
    caller.ivr.admitted(1);
    caller.ivr.removed();
    caller.ivr.answered({ type: 'asked' });
    await caller.keys('6');
    expect(caller.hears).toBe(heard);
    expect(caller.isHungUpOn).toBe(false);
  });

  test('hanging up during the goodbye leaves no timer', () => {
    const caller = new TestCaller();
    caller.listens();
    caller.ivr.hungUp();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('as the linked phone of somebody in a browser', () => {
  const byPhone = () => TestCaller.inMeeting({ isLinked: true });

  test('hears that the audio is on the telephone now', async () => {
    expect((await byPhone()).hears).toEqual(['soundByPhone', 'microphoneKeys']);
  });

  test('joins muted when the browser was, and hears so', async () => {
    const caller = await TestCaller.inMeeting({ isLinked: true, isMuted: true });
    expect(caller.hears).toEqual(['soundByPhone', 'microphoneOff', 'microphoneKeys']);
    await caller.keys('*6');
    expect(caller.hears).toEqual(['microphoneOn']);
    expect(caller.done).toEqual(['unmuted']);
  });

  test('is muted by the page and by keys, which share one state', async () => {
    const caller = await byPhone();
    caller.listens();
    caller.mutedByOtherLeg(true);
    expect(caller.hears).toEqual(['microphoneOff']);
    caller.listens();
    caller.mutedByOtherLeg(true);
    expect(caller.hears).toEqual([]);
    await caller.keys('*6');
    expect(caller.hears).toEqual(['microphoneOn']);
    expect(caller.done).toEqual(['unmuted']);
  });

  test('hears that the browser is gone, and stays', async () => {
    const caller = await byPhone();
    caller.ivr.onlyLegLeft();
    expect(caller.hears).toEqual(['browserGone']);
    caller.listens();
    await caller.waits(60);
    expect(caller.isHungUpOn).toBe(false);
  });

  test.each(['soundTakenBack', 'youLeft', 'otherPhone'] as const)(
    'hears why the telephone is released: %s',
    async (reason) => {
      const caller = await byPhone();
      caller.ivr.released(reason);
      expect(caller.hears).toEqual([reason, 'goodbye']);
      caller.listens();
      expect(caller.isHungUpOn).toBe(true);
    },
  );
});

describe('when somebody cannot hear the caller', () => {
  test('hears that, and when it is over', async () => {
    const caller = await TestCaller.inMeeting();
    caller.listens();
    caller.ivr.audibilityChanged(true);
    expect(caller.hears).toEqual([]);
    caller.ivr.audibilityChanged(false);
    expect(caller.hears).toEqual(['notHeard']);
    caller.listens();
    caller.ivr.audibilityChanged(true);
    expect(caller.hears).toEqual(['heardAgain']);
  });

  test('is not told so while the microphone is off', async () => {
    const caller = await TestCaller.inMeeting();
    await caller.keys('*6');
    caller.listens();
    caller.ivr.audibilityChanged(false);
    caller.ivr.audibilityChanged(true);
    expect(caller.hears).toEqual([]);
  });

  test('is not told that all is well while muted, which no page can know', async () => {
    const caller = await TestCaller.inMeeting();
    caller.ivr.audibilityChanged(false);
    await caller.keys('*6');
    caller.ivr.audibilityChanged(true);
    expect(caller.hears).toEqual(['microphoneOff']);
    await caller.keys('*6');
    expect(caller.hears).toEqual(['microphoneOn']);
    caller.ivr.audibilityChanged(false);
    expect(caller.hears).toEqual(['notHeard']);
  });

  test('hears once, when unmuting, what changed meanwhile', async () => {
    const caller = await TestCaller.inMeeting({ isLinked: true });
    caller.mutedByConvener();
    caller.ivr.audibilityChanged(false);
    expect(caller.hears).toEqual(['mutedByConvener']);
    caller.mutedByOtherLeg(false);
    expect(caller.hears).toEqual(['microphoneOn', 'notHeard']);
    await caller.keys('*6*6');
    expect(caller.hears).toEqual(['microphoneOn']);
  });

  test('is told nothing of it outside a meeting', async () => {
    const caller = await TestCaller.in({ type: 'waiting', isConvenerThere: true });
    caller.listens();
    caller.ivr.audibilityChanged(false);
    caller.ivr.onlyLegLeft();
    caller.mutedByOtherLeg(true);
    expect(caller.hearsMusic).toBe(true);
  });
});
