import { expect, test } from 'vitest';
import type { Source } from './rtpPorts.ts';
import { SourceLatch } from './sourceLatch.ts';

const agreed = { address: '192.0.2.1', port: 4_000 };
const otherPort = { ...agreed, port: 4_002 };
const signalledFrom = '198.51.100.7';
const behindNat = { address: signalledFrom, port: 61_000 };
const stranger = { address: '203.0.113.9', port: 4_000 };

function opened(): SourceLatch {
  const latch = new SourceLatch();
  latch.agree({ ...agreed, signalledFrom }, 0);
  return latch;
}

/** As the receiver does with a valid packet. */
function hear(latch: SourceLatch, source: Source, now: number): boolean {
  const isTaken = latch.accepts(source, now);
  if (isTaken) latch.confirm(source, now);
  return isTaken;
}

test('nothing is accepted before there is an agreement', () => {
  expect(new SourceLatch().accepts(agreed, 5_000)).toBe(false);
});

test('the agreed source is accepted at once, its other ports soon, the source of the signalling after a second', () => {
  expect(hear(opened(), agreed, 1)).toBe(true);
  expect(hear(opened(), otherPort, 1)).toBe(false);
  expect(hear(opened(), otherPort, 300)).toBe(true);
  const latch = opened();
  expect(hear(latch, behindNat, 500)).toBe(false);
  expect(hear(latch, behindNat, 1_100)).toBe(true);
  expect(latch.target).toMatchObject(behindNat);
  // The agreed one is still the better claim.
  expect(hear(latch, agreed, 1_200)).toBe(true);
});

test('the agreed source displaces another call at the same address at once', () => {
  const latch = opened();
  expect(hear(latch, otherPort, 1_100)).toBe(true);
  for (let now = 1_200; now < 5_000; now += 20) {
    expect(hear(latch, agreed, now)).toBe(true);
    expect(hear(latch, otherPort, now + 1)).toBe(false);
  }
  expect(latch.target).toMatchObject(agreed);
});

test('a stranger is never accepted: not before, while or after the phone sends, nor when it moves', () => {
  const latch = opened();
  for (let now = 0; now < 10_000; now += 20) expect(hear(latch, stranger, now)).toBe(false);
  for (let now = 10_000; now < 20_000; now += 20) {
    expect(hear(latch, agreed, now)).toBe(true);
    expect(hear(latch, stranger, now)).toBe(false);
    expect(hear(latch, otherPort, now)).toBe(false);
  }
  expect(hear(latch, stranger, 60_000)).toBe(false);
  latch.agree({ address: '10.0.0.5', port: 5_000, signalledFrom }, 60_000);
  for (let now = 60_000; now < 70_000; now += 20) expect(hear(latch, stranger, now)).toBe(false);
  expect(latch.target).toMatchObject(agreed);
});

test('a phone whose port a NAT has changed is found again after a silence', () => {
  const latch = opened();
  expect(hear(latch, behindNat, 1_000)).toBe(true);
  const changed = { ...behindNat, port: 61_500 };
  expect(hear(latch, changed, 2_000)).toBe(false);
  expect(hear(latch, changed, 4_100)).toBe(true);
});

test('after a re-INVITE from elsewhere the phone is accepted from there', () => {
  const latch = opened();
  hear(latch, behindNat, 1_000);
  const elsewhere = { address: '203.0.113.80', port: 700 };
  expect(hear(latch, elsewhere, 9_000)).toBe(false);
  latch.agree({ ...agreed, signalledFrom: elsewhere.address }, 9_000);
  expect(hear(latch, elsewhere, 9_000)).toBe(true);
});

test('a link-local address matches with its interface appended', () => {
  const latch = new SourceLatch();
  latch.agree({ address: 'fe80::1', port: 4_000, signalledFrom: 'fe80::1' }, 0);
  expect(hear(latch, { address: 'fe80::1%eth0', port: 4_000 }, 400)).toBe(true);
});

test('a re-INVITE moves it; the old source is accepted until the new one sends', () => {
  const latch = opened();
  hear(latch, agreed, 0);
  const next = { address: '192.0.2.50', port: 5_000 };
  latch.agree({ ...next, signalledFrom }, 10_000);
  expect(hear(latch, agreed, 10_020)).toBe(true);
  expect(hear(latch, next, 10_040)).toBe(true);
  expect(hear(latch, agreed, 10_060)).toBe(false);
});

test('a re-INVITE to an address behind a NAT is followed once the old source is silent', () => {
  const latch = opened();
  hear(latch, agreed, 9_990);
  latch.agree({ address: '10.0.0.5', port: 5_000, signalledFrom }, 10_000);
  expect(hear(latch, behindNat, 10_500)).toBe(false);
  expect(hear(latch, behindNat, 11_100)).toBe(true);
});
