// A path works while STUN responses arrive from the server's address over its protocol; responses over another
// protocol prove nothing.
import { expect, test } from 'vitest';
import { answerWithinMs, type Report, mediaPathOf } from './mediaPath.ts';

const local = (id: string, protocol: string, address: string): Report => ({
  id,
  type: 'local-candidate',
  protocol,
  address,
});
const pair = (id: string, localCandidateId: string, responsesReceived: number): Report => ({
  id,
  type: 'candidate-pair',
  localCandidateId,
  responsesReceived,
  currentRoundTripTime: 0.05,
});
const statsOf = (...reports: Report[]) =>
  new Map(reports.map((report) => [String(report['id']), report]));

const transport: Report = { id: 'T', type: 'transport', selectedCandidatePairId: 'used' };
const udp = local('udp', 'udp', '10.0.0.1');
const tcp = local('tcp', 'tcp', '10.0.0.1');
const elsewhere = local('elsewhere', 'udp', '10.9.9.9');

test('responses on new pairs with the same start count as well, those on others do not', () => {
  const stats = statsOf(
    transport,
    udp,
    tcp,
    elsewhere,
    pair('used', 'udp', 5),
    pair('new', 'udp', 2),
    pair('by tcp', 'tcp', 40),
    pair('from elsewhere', 'elsewhere', 40),
  );
  expect(mediaPathOf(stats)).toEqual({ id: 'used', answers: 7, roundTripMs: 50, isRelayed: false });
});

test('Firefox marks the pair itself, and has no transport report', () => {
  const stats = statsOf(udp, { ...pair('used', 'udp', 3), selected: true });
  expect(mediaPathOf(stats)).toEqual({ id: 'used', answers: 3, roundTripMs: 50, isRelayed: false });
});

test('with no selected pair, or no statistics, there is no path', () => {
  expect(mediaPathOf(statsOf(udp, pair('used', 'udp', 3)))).toBeUndefined();
  expect(
    mediaPathOf(
      statsOf(transport, udp, { ...pair('used', 'udp', 0), responsesReceived: undefined }),
    ),
  ).toBeUndefined();
});

test('a relay has longer to respond, since it must allocate an address first', () => {
  const relay = { ...local('relay', 'udp', '203.0.113.6'), candidateType: 'relay' };
  const way = mediaPathOf(statsOf(transport, relay, pair('used', 'relay', 5)));
  expect(way).toEqual({ id: 'used', answers: 5, roundTripMs: 50, isRelayed: true });
  const direct = { id: 'used', answers: 5, isRelayed: false };
  for (const roundTripMs of [1, 150, 2_000]) {
    const relayed = answerWithinMs({ ...direct, roundTripMs, isRelayed: true });
    expect(relayed).toBeGreaterThan(answerWithinMs({ ...direct, roundTripMs }));
    // Nine round trips of TCP, TLS, proxy and TURN, as long as they fit into four seconds.
    expect(relayed).toBeGreaterThanOrEqual(Math.min(9 * roundTripMs, 4_000));
  }
});
