import { expect, test } from 'vitest';
import { TelephoneEvents } from './telephoneEvents.ts';

const packet = (event: number, timestamp: number, duration = 160, isEnd = false) => ({
  timestamp,
  payload: Uint8Array.of(event, isEnd ? 0x8a : 0x0a, duration >> 8, duration & 0xff),
});

test('a key counts once, at its first packet that arrives', () => {
  const digits = new TelephoneEvents();
  const taken = [
    packet(7, 1_000),
    packet(7, 1_000, 320),
    packet(7, 1_000, 480, true),
    packet(7, 1_000, 480, true),
    // The first packets of this one were lost.
    packet(10, 3_000, 800, true),
    packet(7, 1_000, 480, true),
    packet(7, 5_000),
  ].map((one) => digits.read(one));
  expect(taken.filter(Boolean)).toEqual(['7', '*', '7']);
  expect(taken[4]).toBe('*');
});

test('all sixteen, and nothing else', () => {
  const digits = new TelephoneEvents();
  const taken = Array.from({ length: 256 }, (_, event) =>
    digits.read(packet(event, event * 2_000)),
  );
  expect(taken.filter(Boolean).join('')).toBe('0123456789*#ABCD');
});

test('a key held for nine seconds counts once', () => {
  const digits = new TelephoneEvents();
  expect(digits.read(packet(3, 100))).toBe('3');
  expect(digits.read(packet(3, 100 + 0xffff))).toBeUndefined();
});

test('absurd durations and truncated packets are ignored', () => {
  const digits = new TelephoneEvents();
  expect(digits.read(packet(3, 100, 0xfff0))).toBeUndefined();
  expect(digits.read({ timestamp: 1, payload: Uint8Array.of(3, 0, 1) })).toBeUndefined();
  expect(digits.read({ timestamp: 1, payload: new Uint8Array() })).toBeUndefined();
});
