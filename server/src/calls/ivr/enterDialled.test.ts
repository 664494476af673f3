// A caller who dialled a call ID is in the meeting without being asked, or hears why not.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DiallingCaller } from '@distansmote/testkit/telephone/testCaller.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('enters with the number that was dialled, and has the keys of the meeting', async () => {
  const caller = new DiallingCaller({ type: 'entered', others: 2, isLinked: false });
  await caller.waits(0);
  expect(caller.lookedUp).toEqual([{ callId: '787544182', pin: undefined }]);
  expect(caller.hears).toEqual(['inMeeting', 'microphoneKeys']);
  await caller.keys('*6');
  expect(caller.done).toEqual(['muted']);
  caller.ivr.hungUp();
});

test('waits in the lobby', async () => {
  const caller = new DiallingCaller({ type: 'waiting', isConvenerThere: false });
  await caller.waits(0);
  expect(caller.hears).toEqual(['convenerMissing']);
  caller.ivr.admitted(1);
  expect(caller.hears).toEqual(['letIn', 'inMeeting', 'microphoneKeys']);
  caller.ivr.hungUp();
});

test('a wrong number ends the call after one attempt', async () => {
  const caller = new DiallingCaller({ type: 'unknown' });
  await caller.waits(0);
  expect(caller.hears).toEqual(['numberIsWrong', 'thriceWrong', 'goodbye']);
  await caller.keys('787544182#');
  caller.listens();
  expect(caller.isHungUpOn).toBe(true);
  expect(caller.lookedUp).toHaveLength(1);
});

test.each(['notYetOpen', 'locked', 'full', 'removed', 'tooManyGuesses', 'unavailable'] as const)(
  'hears that it is %s',
  async (type) => {
    const caller = new DiallingCaller({ type });
    await caller.waits(0);
    expect(caller.hears).toEqual([type, 'goodbye']);
    caller.listens();
    expect(caller.isHungUpOn).toBe(true);
  },
);

test('a look-up that takes long is not silent, keys change nothing, and hanging up ends it', async () => {
  const caller = new DiallingCaller();
  await caller.keys('123456789#');
  await caller.waits(1);
  expect(caller.hears).toEqual(['oneMoment']);
  caller.listens();
  expect(caller.hearsMusic).toBe(true);
  caller.ivr.hungUp();
  await caller.isAnswered({ type: 'entered', others: 2, isLinked: false });
  expect(caller.hearsMusic).toBe(true);
  expect(caller.lookedUp).toHaveLength(1);
});
