import { expect, test } from 'vitest';
import { Reception } from './reception.ts';

const packet = (sequence: number, ssrc = 1) => ({
  payloadType: 8,
  hasMarker: false,
  sequence: sequence & 0xffff,
  timestamp: (sequence * 160) >>> 0,
  ssrc,
  payload: new Uint8Array(160),
});

test('lost, late and duplicate packets', () => {
  const reception = new Reception(8_000);
  for (let at = 0; at < 100; at += 1) {
    if (at % 10 === 5) continue;
    expect(reception.add(packet(65_500 + at), at * 20)).toBe(true);
    expect(reception.add(packet(65_500 + at), at * 20)).toBe(false);
  }
  for (let late = 0; late < 5; late += 1) reception.countLate();
  expect(reception.lossSinceLast()).toBeCloseTo(0.15);
  const report = reception.report(2_000);
  expect(report?.getTotalLost()).toBe(10);
  expect(report?.getFractionLost()).toBe(25);
  expect(report?.getJitter()).toBeLessThan(20);
});

test('a change of the SSRC is no loss', () => {
  const reception = new Reception(8_000);
  for (let at = 0; at < 50; at += 1) reception.add(packet(at), at * 20);
  for (let at = 0; at < 50; at += 1) reception.add(packet(30_000 + at, 2), 1_000 + at * 20);
  expect(reception.lossSinceLast()).toBe(0);
});
