// Meetings go where there is least to do, stay together, and spread when one worker has enough.
import { expect, test } from 'vitest';
import { selectWorker, leastLoaded } from './workerSelection.ts';

const host = (participantCount: number, meetingCount = 0) => ({ participantCount, meetingCount });

test('a new meeting goes to the worker with the fewest people, then with the fewest meetings', () => {
  const [busy, calm, empty] = [host(10, 1), host(3, 2), host(3, 1)];
  expect(selectWorker([], [busy, calm, empty], 24)).toBe(empty);
});

test('it stays where it is while there is room', () => {
  const [own, other] = [host(23, 1), host(0)];
  expect(selectWorker([own], [own, other], 24)).toBe(own);
});

test('it spreads when its worker has enough, and fills the new one first', () => {
  const [own, other] = [host(24, 1), host(2)];
  expect(selectWorker([own], [own, other], 24)).toBe(other);
  other.participantCount = 20;
  expect(selectWorker([own, other], [own, other], 24)).toBe(other);
});

test('where all have about as much to do it stays together', () => {
  const [own, other] = [host(26, 1), host(24, 5)];
  expect(selectWorker([own], [own, other], 24)).toBe(own);
});

test('the other workers only, when all of its own are full', () => {
  const [one, two, three] = [host(30), host(28), host(5)];
  expect(selectWorker([one, two], [one, two, three], 24)).toBe(three);
});

test('without any worker it is an error', () => {
  expect(() => leastLoaded([])).toThrow('no media worker');
});
