// The last state of a meeting comes last, is tried again, and is nothing of a meeting that has ended.
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { meetingState, type MeetingState } from '../meetings/meetingState.ts';
import { StateSender } from './stateSender.ts';

/** @param failures how many of the sendings fail at first. */
function scene(failures = 0) {
  let left = failures;
  const meeting = {
    state: meetingState.parse({}),
    closed: false,
    handOver: () => meeting.state,
  };
  const arrived: MeetingState[] = [];
  let sendings = 0;
  const sender = new StateSender(
    meeting,
    { ...meeting.state, isPreliminary: true },
    async (state) => {
      sendings += 1;
      await Promise.resolve();
      left -= 1;
      if (left >= 0) throw new Error('that server does not answer');
      arrived.push(state);
    },
  );
  return { meeting, sender, arrived, sendings: () => sendings };
}

const lock = (state: MeetingState): MeetingState => ({ ...state, isLocked: true });

test('a change is sent as a preliminary state, and nothing where nothing has changed', async () => {
  const { meeting, sender, arrived } = scene();
  sender.changed();
  meeting.state = lock(meeting.state);
  sender.changed();
  sender.changed();
  await setImmediate();
  await sender.last();
  expect(arrived.map(({ isLocked, isPreliminary }) => [isLocked, isPreliminary])).toEqual([
    [true, true],
    [true, false],
  ]);
});

test('the last state is sent again when it did not arrive, and not for ever', async () => {
  const { sender, arrived } = scene(2);
  await sender.last();
  expect(arrived).toHaveLength(1);
  const deaf = scene(Infinity);
  await expect(deaf.sender.last()).rejects.toThrow('does not answer');
  expect(deaf.sendings()).toBe(3);
});

test('of a meeting that has ended nothing goes on', async () => {
  const { meeting, sender, arrived } = scene();
  meeting.state = lock(meeting.state);
  meeting.closed = true;
  sender.changed();
  await sender.last();
  expect(arrived).toEqual([meetingState.parse({})]);
});
