// Meetings go to the least loaded worker, stay together, and spread when one worker is busy.
import { expect, test, vi } from 'vitest';
import { leastLoaded, selectGuest, selectWorker, type WorkerLoad } from './workerSelection.ts';

const worker = (participantCount: number, meetingCount = 0): WorkerLoad => ({
  participantCount,
  meetingCount,
});
const guestOf = (nodeId: string, participantCount: number): WorkerLoad => ({
  ...worker(participantCount),
  guest: { nodeId },
});

test('a new meeting goes to the worker with the fewest participants, then the fewest meetings', () => {
  const [busy, calm, empty] = [worker(10, 1), worker(3, 2), worker(3, 1)];
  expect(selectWorker([], [busy, calm, empty], 24)).toBe(empty);
});

test('a meeting stays on its worker while that has room', () => {
  const [own, other] = [worker(23, 1), worker(0)];
  expect(selectWorker([own], [own, other], 24)).toBe(own);
});

test('a meeting spreads when its worker is busy, and fills the new one first', () => {
  const [own, other] = [worker(24, 1), worker(2)];
  expect(selectWorker([own], [own, other], 24)).toBe(other);
  other.participantCount = 20;
  expect(selectWorker([own, other], [own, other], 24)).toBe(other);
});

test('a meeting stays together when all workers are about equally loaded', () => {
  const [own, other] = [worker(26, 1), worker(24, 5)];
  expect(selectWorker([own], [own, other], 24)).toBe(own);
});

test('another worker is used only when all of its own are busy', () => {
  const [one, two, three] = [worker(30), worker(28), worker(5)];
  expect(selectWorker([one, two], [one, two, three], 24)).toBe(three);
});

test('no running worker is an error', () => {
  expect(() => leastLoaded([])).toThrow('no media worker');
});

test('where all workers of the server are busy a guest is taken, and asked for a little before', () => {
  const guests = { workers: [] as WorkerLoad[], ask: vi.fn() };
  const own = worker(17, 1);
  const select = () => selectGuest(own, [own], [own], guests, 24);
  expect(select()).toBe(own);
  expect(guests.ask).not.toHaveBeenCalled();
  own.participantCount = 18;
  expect(select()).toBe(own);
  expect(guests.ask).toHaveBeenCalledOnce();
  own.participantCount = 24;
  // None has come yet: nobody waits.
  expect(select()).toBe(own);
  const [joined, empty] = [worker(10, 1), worker(0)];
  guests.workers = [empty, joined];
  expect(select()).toBe(empty);
  expect(selectGuest(own, [own, joined], [own], guests, 24)).toBe(joined);
  expect(guests.ask).toHaveBeenCalledTimes(2);
  joined.participantCount = empty.participantCount = 24;
  expect(select()).toBe(own);
  expect(guests.ask).toHaveBeenCalledTimes(3);
});

test('no guest is asked for or taken while another worker of the server has room', () => {
  const guests = { workers: [guestOf('b', 0)], ask: vi.fn() };
  const [own, empty] = [worker(18, 1), worker(0)];
  expect(selectGuest(own, [own], [own, empty], { ...guests, workers: [] }, 24)).toBe(own);
  expect(guests.ask).not.toHaveBeenCalled();
  own.participantCount = 25;
  empty.participantCount = 23;
  expect(selectGuest(own, [own], [own, empty], guests, 24)).toBe(own);
});

test('a further guest is asked for before all are busy', () => {
  const guests = { workers: [guestOf('b', 17)], ask: vi.fn() };
  const own = worker(24, 1);
  expect(selectGuest(own, [own], [own], guests, 24)).toBe(guests.workers[0]);
  expect(guests.ask).not.toHaveBeenCalled();
  guests.workers = [guestOf('b', 18)];
  expect(selectGuest(own, [own], [own], guests, 24)).toBe(guests.workers[0]);
  expect(guests.ask).toHaveBeenCalledOnce();
});

test('a meeting has guests of one server only', () => {
  const [joined, other] = [guestOf('b', 24), guestOf('c', 0)];
  const guests = { workers: [joined, other], ask: vi.fn() };
  const own = worker(30, 1);
  expect(selectGuest(own, [own, joined], [own], guests, 24)).toBe(own);
  expect(guests.ask).toHaveBeenCalledWith('b');
  expect(selectGuest(own, [own], [own], guests, 24)).toBe(other);
});
