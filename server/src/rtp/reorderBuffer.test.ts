import { expect, test } from 'vitest';
import { ReorderBuffer } from './reorderBuffer.ts';

const WAIT_MS = 50;

/** @param arrivals sequence numbers, 5 ms apart. @returns what is passed on, with `!` after a gap. */
function ordered(arrivals: readonly number[], buffer = new ReorderBuffer(WAIT_MS)): string {
  const passed = arrivals.flatMap((sequence, at) => {
    const packet = { payloadType: 97, hasMarker: false, timestamp: 0, ssrc: 1, sequence };
    return buffer.put({ ...packet, payload: new Uint8Array() }, at * 5);
  });
  passed.push(...buffer.flush(arrivals.length * 5 + WAIT_MS));
  return passed
    .map(({ packet, isAfterGap }) => `${isAfterGap ? '!' : ''}${packet.sequence}`)
    .join(' ');
}

test('order is restored, also where sequence numbers wrap, and duplicates are dropped', () => {
  expect(ordered([1, 2, 3])).toBe('1 2 3');
  expect(ordered([1, 3, 3, 2, 1, 4, 2])).toBe('1 2 3 4');
  expect(ordered([65_534, 1, 0, 65_535, 2])).toBe('65534 65535 0 1 2');
});

test('what does not come is given up, what comes too late is dropped', () => {
  expect(ordered([1, 3, 4])).toBe('1 !3 4');
  expect(ordered([1, 3, 6, 7])).toBe('1 !3 !6 7');
  const late = [1, ...Array.from({ length: 20 }, (_, at) => at + 3), 2, 23];
  expect(ordered(late)).toBe(`1 !${late.slice(1, 21).join(' ')} 23`);
});

test('a key frame and more wait at most', () => {
  const buffer = new ReorderBuffer(1e9);
  const all = Array.from({ length: 600 }, (_, at) => at + 2);
  expect(ordered([0, ...all], buffer)).toBe(`0 !${all.join(' ')}`);
});

test('a stray packet is ignored; a stream that starts again elsewhere is followed', () => {
  expect(ordered([1, 30_000, 2, 50_000, 3])).toBe('1 2 3');
  expect(ordered([1, 2, 30_000, 30_001, 30_002, 30_003, 30_004])).toBe('1 2 !30003 30004');
  // One that is not that far off displaces the stream, until enough of it have come.
  const back = [1_001, 1_002, 1_003, 1_004, 1_005];
  const waiting = Array.from({ length: 12 }, () => 1_900);
  expect(ordered([1_000, ...waiting, ...back])).toBe('1000 1001 !1900 !1005');
});

test('it says what is missing', () => {
  const buffer = new ReorderBuffer(1e9);
  ordered([65_534, 0, 3], buffer);
  expect(buffer.missing()).toEqual([65_535, 1, 2]);
  ordered([65_535], buffer);
  expect(buffer.missing()).toEqual([1, 2]);
  ordered([2, 1], buffer);
  expect(buffer.missing()).toEqual([]);
});
