// A minute of H.264 over a network with losses, in simulated time: what is repaired, and how long the picture stands.
import { expect, test } from 'vitest';
import type { RtpPacket } from '../rtpPacket.ts';
import { Retransmissions } from '../retransmissions.ts';
import { H264Receiver } from './h264Receiver.ts';

const FRAME_MS = 40;
const TICK_MS = 20;
/** A longer time between two pictures is a freeze, as in W3C's webrtc-stats (freezeCount). */
const FREEZE_MS = FRAME_MS + 150;
const MINUTE_MS = 60_000;
const PACKETS_IN_KEY_FRAME = 60;
/** 1.5 Mbit/s. */
const PACKETS_IN_FRAME = 6;

interface Network {
  lossShare: number;
  oneWayMs: number;
  /** Packets take up to this much longer: some overtake others. */
  jitterMs: number;
  isRepaired: boolean;
}

/** The same for each run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @returns what came out of a minute. */
function simulate({ lossShare, oneWayMs, jitterMs, isRepaired }: Network, seed = 1) {
  const random = randomFrom(seed);
  const events: { at: number; run(now: number): void }[] = [];
  const shown: { at: number; timestamp: number; isComplete: boolean }[] = [];
  let losses = 0;
  const receiver = new H264Receiver({
    onAccessUnit: ({ timestamp, isComplete }, at) => shown.push({ at, timestamp, isComplete }),
    onLost: () => (losses += 1),
    onMissing: (sequences, now) => ask(sequences, now),
  });
  receiver.setRepaired(isRepaired);
  const retransmissions = new Retransmissions();
  const sent = new Map<Buffer, RtpPacket>();
  const transmit = (packet: RtpPacket, now: number) => {
    if (random() < lossShare) return;
    const at = now + oneWayMs + random() * jitterMs;
    events.push({ at, run: (arrived) => receiver.receive(packet, arrived) });
  };
  let sequence = 65_000;
  for (let at = 0; at < MINUTE_MS; at += FRAME_MS) {
    const count = at === 0 ? PACKETS_IN_KEY_FRAME : PACKETS_IN_FRAME;
    for (let index = 0; index < count; index += 1) {
      const first = index === 0 ? 0x88 : 0x10;
      const packet: RtpPacket = {
        payloadType: 97,
        hasMarker: index === count - 1,
        sequence: sequence++ & 0xffff,
        timestamp: at * 90,
        ssrc: 1,
        payload: Uint8Array.of(at === 0 ? 0x65 : 0x41, first, 1),
      };
      const run = (now: number) => {
        const bytes = Buffer.alloc(1_212);
        sent.set(bytes, packet);
        retransmissions.keep(packet.sequence, bytes, now);
        transmit(packet, now);
      };
      events.push({ at: at + (index * 20) / count, run });
    }
  }
  function ask(missing: readonly number[], now: number): void {
    if (random() < lossShare) return;
    const run = (asked: number) => {
      for (const bytes of retransmissions.take(missing, asked)) {
        const packet = sent.get(bytes);
        if (packet !== undefined) transmit(packet, asked);
      }
    };
    events.push({ at: now + oneWayMs, run });
  }
  for (let at = 0; at < MINUTE_MS + 1_000; at += TICK_MS)
    events.push({ at, run: (now) => receiver.tick(now) });
  runAll(events);
  const gaps = shown.map(({ at }, index) => Math.max(0, at - (shown[index - 1]?.at ?? at)));
  const freezes = gaps.filter((ms) => ms > FREEZE_MS);
  return {
    count: shown.length,
    completeShare: shown.filter(({ isComplete }) => isComplete).length / (MINUTE_MS / FRAME_MS),
    frozenShare: freezes.reduce((sum, ms) => sum + ms, 0) / MINUTE_MS,
    longestFreezeMs: Math.max(0, ...freezes),
    isInOrder: shown.every(
      (one, at) => at === 0 || one.timestamp > (shown[at - 1]?.timestamp ?? 0),
    ),
    losses,
  };
}

/** In the order of time, also those that are added meanwhile. */
function runAll(events: { at: number; run(now: number): void }[]): void {
  const byTime = new Map<number, typeof events>();
  const place = (from: typeof events) => {
    for (const event of from.splice(0)) {
      const slot = Math.ceil(event.at);
      const others = byTime.get(slot);
      if (others === undefined) byTime.set(slot, [event]);
      else others.push(event);
    }
  };
  place(events);
  for (let now = 0; now < MINUTE_MS + 2_000; now += 1) {
    const due = byTime.get(now) ?? [];
    for (const event of due.sort((one, other) => one.at - other.at)) event.run(now);
    place(events);
  }
}

const HOME = { oneWayMs: 25, jitterMs: 8 };

test('without losses nothing is lost, though packets overtake each other', () => {
  for (const isRepaired of [false, true]) {
    const result = simulate({ ...HOME, lossShare: 0, isRepaired });
    expect(result).toMatchObject({ completeShare: 1, frozenShare: 0, losses: 0, isInOrder: true });
  }
});

test.each([
  { lossShare: 0.02, maxFrozen: 0.02, minComplete: 0.99 },
  { lossShare: 0.05, maxFrozen: 0.06, minComplete: 0.97 },
])('with NACK $lossShare of loss is repaired', ({ lossShare, maxFrozen, minComplete }) => {
  for (const seed of [1, 2, 3]) {
    const result = simulate({ ...HOME, lossShare, isRepaired: true }, seed);
    expect(result.completeShare).toBeGreaterThan(minComplete);
    expect(result.frozenShare).toBeLessThanOrEqual(maxFrozen);
    expect(result.longestFreezeMs).toBeLessThan(1_500);
    expect(result.isInOrder).toBe(true);
  }
});

test.each([0.02, 0.05])('without NACK, at %d of loss, the picture still moves', (lossShare) => {
  const result = simulate({ ...HOME, lossShare, isRepaired: false });
  expect(result.losses).toBeGreaterThan(100);
  expect(result.count).toBeGreaterThan(0.97 * (MINUTE_MS / FRAME_MS));
  expect(result.frozenShare).toBeLessThanOrEqual(0.02);
  expect(result.longestFreezeMs).toBeLessThan(1_500);
  expect(result.isInOrder).toBe(true);
});
