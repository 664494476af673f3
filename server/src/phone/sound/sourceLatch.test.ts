import { expect, test } from 'vitest';
import { SourceLatch } from './sourceLatch.ts';

const agreed = { address: '192.0.2.1', port: 4_000 };
const behindNat = { address: '198.51.100.7', port: 61_000 };
const stranger = { address: '203.0.113.9', port: 4_000 };

function opened(): SourceLatch {
  const latch = new SourceLatch();
  latch.agree(agreed, 0);
  return latch;
}

/** As the line does with a valid packet. */
function hear(latch: SourceLatch, source: typeof agreed, ssrc: number, now: number): boolean {
  const isTaken = latch.wouldTake(source, ssrc, now);
  if (isTaken) latch.take(source, ssrc, now);
  return isTaken;
}

test('before anything is agreed nobody is taken', () => {
  expect(new SourceLatch().wouldTake(agreed, 1, 5_000)).toBe(false);
});

test('the agreed source is taken at once, another after a second', () => {
  expect(hear(opened(), agreed, 1, 1)).toBe(true);
  expect(hear(opened(), { ...agreed, port: 4_002 }, 1, 1)).toBe(false);
  expect(hear(opened(), { ...agreed, port: 4_002 }, 1, 300)).toBe(true);
  const latch = opened();
  expect(hear(latch, behindNat, 1, 500)).toBe(false);
  expect(hear(latch, behindNat, 1, 1_100)).toBe(true);
  expect(latch.target).toMatchObject(behindNat);
  // The agreed one is still the better claim.
  expect(hear(latch, agreed, 2, 1_200)).toBe(true);
});

test('of another call at the same address the agreed one takes its place back at once', () => {
  const latch = opened();
  const earlierCall = { ...agreed, port: 4_002 };
  expect(hear(latch, earlierCall, 7, 1_100)).toBe(true);
  for (let now = 1_200; now < 5_000; now += 20) {
    expect(hear(latch, agreed, 1, now)).toBe(true);
    expect(hear(latch, earlierCall, 7, now + 1)).toBe(false);
  }
  expect(latch.target).toMatchObject(agreed);
});

test('a stranger is never taken while the telephone speaks, nor after it', () => {
  const latch = opened();
  for (let now = 0; now < 10_000; now += 20) {
    expect(hear(latch, agreed, 1, now)).toBe(true);
    expect(hear(latch, stranger, 2, now)).toBe(false);
    expect(hear(latch, { ...agreed, port: 4_002 }, 2, now)).toBe(false);
  }
  expect(hear(latch, stranger, 2, 60_000)).toBe(false);
});

test('another SSRC of the same source is followed, and a moved telephone after a silence', () => {
  const latch = opened();
  hear(latch, agreed, 1, 0);
  expect(hear(latch, agreed, 2, 20)).toBe(true);
  expect(hear(latch, behindNat, 2, 1_000)).toBe(false);
  expect(hear(latch, behindNat, 2, 3_100)).toBe(true);
});

test('a re-INVITE moves it; the old place is heard until the new one speaks', () => {
  const latch = opened();
  hear(latch, agreed, 1, 0);
  const next = { address: '192.0.2.50', port: 5_000 };
  latch.agree(next, 10_000);
  expect(hear(latch, agreed, 1, 10_020)).toBe(true);
  expect(hear(latch, next, 9, 10_040)).toBe(true);
  expect(hear(latch, agreed, 1, 10_060)).toBe(false);
});

test('a re-INVITE to a place behind a NAT is followed once the old one is silent', () => {
  const latch = opened();
  hear(latch, agreed, 1, 9_990);
  latch.agree({ address: '10.0.0.5', port: 5_000 }, 10_000);
  expect(hear(latch, behindNat, 9, 10_500)).toBe(false);
  expect(hear(latch, behindNat, 9, 11_100)).toBe(true);
});
