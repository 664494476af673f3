// What is measured on a media path, and the verdict that is shown.
import { expect, test } from 'vitest';
import { qualityOf, verdictOf, type PathState } from './judgement.ts';
import { measuredBetween, type Reading, readingOf } from './measured.ts';
import type { PathKind } from './mediaPaths.ts';

const reports = (...all: Record<string, unknown>[]) =>
  new Map(all.map((report, index) => [String(index), report])) as unknown as RTCStatsReport;

const reading = (change: Partial<Reading>): Reading => ({
  atMs: 0,
  sent: 0,
  lostThere: 0,
  received: 0,
  lostHere: 0,
  receivedBytes: 0,
  roundTripMs: undefined,
  ...change,
});

test('reads audio and video together, and the round-trip time of the selected pair', () => {
  const sent = reports(
    { type: 'outbound-rtp', packetsSent: 100 },
    { type: 'outbound-rtp', packetsSent: 50 },
    { type: 'remote-inbound-rtp', packetsLost: 3, roundTripTime: 0.2 },
    { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 },
    { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.05 },
  );
  const back = reports({
    type: 'inbound-rtp',
    packetsReceived: 140,
    packetsLost: 7,
    bytesReceived: 1000,
  });
  expect(readingOf([sent, back], 12)).toEqual({
    atMs: 12,
    sent: 150,
    lostThere: 3,
    received: 140,
    lostHere: 7,
    receivedBytes: 1000,
    roundTripMs: 50,
  });
});

test('where the browser does not report the pair, the server does', () => {
  const sent = reports(
    { type: 'candidate-pair', nominated: true },
    { type: 'remote-inbound-rtp', roundTripTime: 0.2 },
  );
  expect(readingOf([sent], 0).roundTripMs).toBe(200);
  expect(readingOf([], 0).roundTripMs).toBeUndefined();
});

test('the worse direction counts, and repaired packets that arrive late are no gain', () => {
  const measured = measuredBetween(
    reading({ atMs: 1000, lostHere: 5 }),
    reading({
      atMs: 3000,
      sent: 200,
      lostThere: 20,
      received: 180,
      lostHere: 4,
      receivedBytes: 250_000,
      roundTripMs: 40,
    }),
  );
  expect(measured).toEqual({ roundTripMs: 40, lost: 0.1, rate: 1_000_000 });
  expect(measuredBetween(reading({}), reading({}))).toEqual({ roundTripMs: 0, lost: 0, rate: 0 });
});

test.each([
  [{ lost: 0, roundTripMs: 40, rate: 2_000_000 }, 'good'],
  [{ lost: 0.05, roundTripMs: 40, rate: 2_000_000 }, 'fair'],
  [{ lost: 0, roundTripMs: 500, rate: 2_000_000 }, 'fair'],
  [{ lost: 0, roundTripMs: 40, rate: 500_000 }, 'fair'],
  [{ lost: 0.2, roundTripMs: 40, rate: 2_000_000 }, 'poor'],
  [{ lost: 0, roundTripMs: 2_000, rate: 2_000_000 }, 'poor'],
  [{ lost: 0, roundTripMs: 40, rate: 90_000 }, 'poor'],
] as const)('%o is %s', (measured, quality) => expect(qualityOf(measured)).toBe(quality));

const works = (quality: 'good' | 'fair' | 'poor'): PathState => ({
  type: 'works',
  quality,
  lost: 0,
  roundTripMs: 1,
  rate: 1,
});
const blocked: PathState = { type: 'blocked' };

test.each<[Partial<Record<PathKind, PathState>>, ReturnType<typeof verdictOf>]>([
  [{ udp: works('good'), tcp: { type: 'tried' } }, 'going'],
  [{ udp: { type: 'waiting' } }, 'going'],
  [{ udp: works('good'), tcp: blocked }, 'good'],
  [{ udp: works('fair'), tcp: works('good') }, 'good'],
  [{ udp: blocked, tcp: works('good') }, 'byDetour'],
  [{ udp: blocked, tcp: blocked, relay: works('fair') }, 'byDetour'],
  [{ udp: works('poor'), tcp: works('good') }, 'weak'],
  [{ udp: blocked, tcp: works('poor') }, 'weak'],
  [{ udp: blocked, tcp: blocked, relay: blocked }, 'blocked'],
])('%o: %s', (ways, verdict) => {
  expect(verdictOf(new Map(Object.entries(ways) as [PathKind, PathState][]))).toBe(verdict);
});
