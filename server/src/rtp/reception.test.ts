import { expect, test } from 'vitest';
import { packets } from 'rtp.js';
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

test('sender reports say how old what arrives is, unless they say what cannot be', () => {
  const reception = new Reception(8_000);
  const report = (timestamp: number, ssrc = 1) => {
    const one = new packets.SenderReportPacket();
    one.setSsrc(ssrc);
    one.setRtpTimestamp(timestamp);
    return one;
  };
  expect(reception.captureLagMs).toBeUndefined();
  reception.add(packet(10), 500);
  // 100 ms later, the device is 140 ms further.
  reception.takeSenderReport(report(1_600 + 140 * 8), 600);
  expect(reception.captureLagMs).toBe(40);
  reception.takeSenderReport(report(1_600 + 400 * 8, 2), 600);
  expect(reception.captureLagMs).toBe(40);
  reception.takeSenderReport(report(1_600 + 160 * 8), 600);
  expect(reception.captureLagMs).toBe(45);
  for (const impossible of [1_600, 1_600 + 230 * 8]) {
    reception.takeSenderReport(report(impossible), 600);
    expect(reception.captureLagMs).toBeUndefined();
    reception.takeSenderReport(report(1_600 + 140 * 8), 600);
  }
  reception.add(packet(11, 3), 700);
  expect(reception.captureLagMs).toBeUndefined();
});

test('one packet that is far ahead stops the stream for a few packets, and not until it has caught up', () => {
  const reception = new Reception(8_000);
  for (let at = 0; at < 50; at += 1) reception.add(packet(at), at * 20);
  reception.add(packet(2_500), 1_000);
  const taken = Array.from({ length: 50 }, (_, at) =>
    reception.add(packet(50 + at), 1_000 + at * 20),
  );
  expect(taken.indexOf(true)).toBeLessThan(10);
  expect(taken.slice(10)).not.toContain(false);
});

test('old packets that come again, each by itself, are not taken for the stream', () => {
  const reception = new Reception(8_000);
  for (let at = 0; at < 500; at += 1) {
    expect(reception.add(packet(at), at * 20)).toBe(true);
    if (at >= 100) expect(reception.add(packet(at - 100), at * 20)).toBe(false);
  }
});
