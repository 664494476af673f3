// A caller hears that a computer writes down what is said: all of it, whenever it begins.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TestCaller } from '@distansmote/testkit/telephone/testCaller.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is said is written down by a computer', () => {
  test('hears of it when it begins and ends, once each', async () => {
    const caller = await TestCaller.inMeeting();
    caller.listens();
    caller.ivr.captionsChanged(true);
    expect(caller.hears).toEqual(['captionsOn']);
    caller.listens();
    caller.ivr.captionsChanged(true);
    expect(caller.hears).toEqual([]);
    caller.ivr.captionsChanged(false);
    expect(caller.hears).toEqual(['captionsOff']);
  });

  test('hears of it on coming in, with the welcome', async () => {
    const caller = await TestCaller.in({ type: 'waiting', isConvenerThere: true });
    caller.ivr.captionsChanged(true);
    caller.ivr.admitted(3);
    expect(caller.hears).toEqual(['letIn', 'inMeeting', 'captionsOn', 'microphoneKeys']);
    caller.listens();
    expect(caller.hears).toEqual([]);
  });

  test('other words are not cut off by it, and it is said again when it is cut off', async () => {
    const caller = await TestCaller.inMeeting();
    caller.ivr.captionsChanged(true);
    expect(caller.hears).toEqual(['inMeeting', 'microphoneKeys']);
    caller.listens();
    expect(caller.hears).toEqual(['captionsOn']);
    await caller.keys('*6');
    expect(caller.hears).toEqual(['microphoneOff']);
    caller.listens();
    expect(caller.hears).toEqual(['captionsOn']);
    caller.listens();
    expect(caller.hears).toEqual([]);
  });
});
