import { expect, test } from 'vitest';
import type { Digit } from '../rtp/digit.ts';
import { DtmfDeduplicator, type DtmfTransport } from './dtmfDeduplicator.ts';

/** The accepted keys of a sequence, 100 ms apart: each a digit from RTP (s) or INFO (i). */
function counted(told: string, betweenMs = 100): string {
  const keyed = new DtmfDeduplicator();
  const ways: Record<string, DtmfTransport> = { s: 'rtp', i: 'info' };
  return told
    .split(' ')
    .filter(([way = '', digit], index) =>
      keyed.accept(digit as Digit, ways[way] ?? 'rtp', index * betweenMs),
    )
    .map(([, digit]) => digit)
    .join('');
}

test.each([
  ['told in one way only', 's7 s8 s7 s7 s#', '7877#'],
  ['told by INFO only', 'i7 i8 i7 i7 i#', '7877#'],
  ['told twice, each at once', 's7 i7 s8 i8 s7 i7 s7 i7', '7877'],
  ['told twice, the second way behind', 's7 s8 i7 s7 i8 s7 i7 i7', '7877'],
  ['now the one and now the other first', 's7 i7 i8 s8 s7 i7 i7 s7', '7877'],
  ['of which the second way loses some', 's7 s8 i8 s7 i7 s7', '7877'],
])('keys %s count once', (_, told, counts) => expect(counted(told)).toBe(counts));

test('the same key much later is another press', () => {
  expect(counted('s7 i7 s8 i8', 5_000)).toBe('7788');
});
