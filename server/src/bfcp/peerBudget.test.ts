import { expect, test } from 'vitest';
import { PeerBudget } from './peerBudget.ts';

/** Bytes on the network with 28 of headers. */
const HELLO = 12;

const sendable = (budget: PeerBudget, bytes: number) => {
  let count = 0;
  while (count < 1_000 && budget.send(bytes)) count += 1;
  return count;
};

test('a peer that has proved nothing gets a first message four times, and three times what it sends', () => {
  const budget = new PeerBudget();
  expect(sendable(budget, HELLO)).toBe(4);
  budget.receive(HELLO, 0);
  expect(sendable(budget, HELLO)).toBe(3);
});

test('one that has proved its address gets all, until it names another', () => {
  const budget = new PeerBudget();
  budget.verify();
  expect(sendable(budget, HELLO)).toBe(1_000);
  budget.doubt();
  expect(sendable(budget, HELLO)).toBe(4);
});

test('thirty messages at once are read, then ten a second', () => {
  const budget = new PeerBudget();
  const read = (now: number) =>
    Array.from({ length: 100 }, () => budget.receive(HELLO, now)).filter(Boolean).length;
  expect([read(0), read(0), read(1_000), read(61_000)]).toEqual([30, 0, 10, 30]);
});
