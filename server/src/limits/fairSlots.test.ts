// Who holds the most makes room: their own colleague, or, where the process is full, whoever has fewer.
import { expect, test } from 'vitest';
import { FairSlots } from './fairSlots.ts';
import { Limiter } from './limiter.ts';
import { HELD } from './limits.ts';

const { perAddress, perProcess } = HELD.connections;
const always = () => true;

function fill(room: FairSlots, address: string, count: number, isIdle = always): string[] {
  const ended: string[] = [];
  for (let at = 0; at < count; at += 1)
    room.acquire(address, () => void ended.push(`${address} ${at}`), isIdle);
  return ended;
}

test('an address that has all it may have ends its oldest idle place for its next', () => {
  const limiter = new Limiter();
  const room = new FairSlots('connections', limiter);
  const busy = fill(room, 'a', 1, () => false);
  const idle = fill(room, 'a', perAddress - 1);
  expect(room.acquire('a', () => undefined, always)).toBeDefined();
  expect([busy, idle]).toEqual([[], ['a 0']]);
  expect(limiter.heldBy('connections', { address: 'a' })).toBe(perAddress);
});

test('where all are in use nobody is ended', () => {
  const room = new FairSlots('connections', new Limiter());
  const ended = fill(room, 'a', perAddress, () => false);
  expect(room.acquire('a', () => undefined, always)).toBeUndefined();
  expect(ended).toEqual([]);
});

test('ten addresses that fill the process give way to others, until those have as many', () => {
  const limiter = new Limiter();
  const room = new FairSlots('connections', limiter);
  const addresses = Array.from({ length: perProcess / perAddress }, (_, at) => `hostile ${at}`);
  const ended = addresses.map((address) => fill(room, address, perAddress));
  for (let at = 0; at < 100; at += 1)
    expect(room.acquire('honest', () => undefined, always)).toBeDefined();
  expect(ended.flat()).toHaveLength(100);
  // From each as many, since the busiest is another one each time.
  for (const one of ended) expect(one).toHaveLength(10);
  expect(limiter.heldBy('connections')).toBe(perProcess);
});

test('one site that fills the process with a place for each of its IPv6 networks gives way to others', () => {
  const room = new FairSlots('connections', new Limiter());
  const ended: number[] = [];
  for (let at = 0; at < perProcess; at += 1)
    room.acquire(`2001:db8:1:${at.toString(16)}`, () => void ended.push(at), always);
  expect(room.acquire('192.0.2.1', () => undefined, always)).toBeDefined();
  // Of a site no neighbour pays for what one of its networks holds.
  expect(room.acquire('2001:db8:1:ffff', () => undefined, always)).toBeUndefined();
  expect(ended).toEqual([0]);
});

test('what is released is room again, once', () => {
  const limiter = new Limiter();
  const room = new FairSlots('connections', limiter);
  const place = room.acquire('a', () => undefined, always);
  place?.release();
  place?.release();
  expect(limiter.heldBy('connections')).toBe(0);
});
