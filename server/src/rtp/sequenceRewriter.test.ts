import { expect, test } from 'vitest';
import { SequenceRewriter } from './sequenceRewriter.ts';

const packet = (sequence: number, ssrc = 1) => ({ ssrc, sequence, timestamp: sequence * 160 });

test('numbers continue over a change of the SSRC, and losses stay gaps', () => {
  const numbers = new SequenceRewriter(8_000);
  const first = numbers.next(packet(10), 0);
  const lossAfter = numbers.next(packet(12), 40);
  const anew = numbers.next(packet(50_000, 2), 60);
  expect((lossAfter.sequence - first.sequence) & 0xffff).toBe(2);
  expect((anew.sequence - first.sequence) & 0xffff).toBe(3);
  expect((anew.timestamp - first.timestamp) >>> 0).toBe(480);
});

test('a packet that is not relayed leaves no gap in the numbers, but one in time', () => {
  const numbers = new SequenceRewriter(8_000);
  const first = numbers.next(packet(10), 0);
  for (let sequence = 11; sequence < 61; sequence += 1) numbers.skip(packet(sequence));
  const next = numbers.next(packet(61), 1_020);
  expect((next.sequence - first.sequence) & 0xffff).toBe(1);
  expect((next.timestamp - first.timestamp) >>> 0).toBe(51 * 160);
});
