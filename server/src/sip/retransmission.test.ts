import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HELD } from '../limits/limits.ts';
import { Retransmissions } from './retransmission.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refusal = (branch: number) =>
  `SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK${branch}\r\nCSeq: 1 INVITE\r\n\r\n`;

it('repeats a limited number of messages, however many INVITEs are refused', () => {
  const { perProcess } = HELD.sipRepeats;
  const repeated: number[] = [];
  const retransmissions = new Retransmissions();
  for (let branch = 0; branch < perProcess + 200; branch += 1)
    retransmissions.add(refusal(branch), () => repeated.push(branch));
  vi.advanceTimersByTime(600);
  expect(repeated).toEqual(Array.from({ length: perProcess }, (_, index) => index + 200));
  vi.advanceTimersByTime(60_000);
  expect(repeated).toHaveLength(perProcess * 10);
  expect(vi.getTimerCount()).toBe(0);
});
