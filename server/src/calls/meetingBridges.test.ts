// One bridge for all calls of a meeting, closed after the last; one that could not be opened is tried again.
import { expect, it } from 'vitest';
import type { Meeting } from '../meetings/meeting.ts';
import { MeetingBridges } from './meetingBridges.ts';

const meeting = {} as Meeting;

it('is opened once for all calls of a meeting, and closed after the last', async () => {
  const told: string[] = [];
  const bridges = new MeetingBridges(async () => {
    told.push('opened');
    return { close: () => told.push('closed') };
  });
  const [one, other] = [bridges.acquire(meeting), bridges.acquire(meeting)];
  expect(await one).toBe(await other);
  bridges.release(meeting, one);
  await one;
  expect(told).toEqual(['opened']);
  bridges.release(meeting, other);
  await Promise.resolve();
  expect(told).toEqual(['opened', 'closed']);
});

it('is opened again for the next call when it could not be opened, whoever still waits to release it', async () => {
  let tries = 0;
  const bridges = new MeetingBridges(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no port is left');
    return { close: () => undefined };
  });
  const failed = bridges.acquire(meeting);
  await expect(failed).rejects.toThrow('no port');
  await expect(bridges.acquire(meeting)).resolves.toBeDefined();
  bridges.release(meeting, failed);
  await bridges.acquire(meeting);
  expect(tries).toBe(2);
});
