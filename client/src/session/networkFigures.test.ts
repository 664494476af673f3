import { expect, test } from 'vitest';
import type { Report } from '../media/mediaPath.ts';
import { networkFiguresOf } from './networkFigures.ts';

const stats = (...reports: Report[]) =>
  new Map(
    reports.map((report, index) => [
      typeof report['id'] === 'string' ? report['id'] : `${index}`,
      report,
    ]),
  );

const path = (candidateType: string): Report[] => [
  { type: 'transport', selectedCandidatePairId: 'pair' },
  {
    id: 'pair',
    type: 'candidate-pair',
    localCandidateId: 'local',
    responsesReceived: 3,
    currentRoundTripTime: 0.042,
  },
  { id: 'local', type: 'local-candidate', candidateType, protocol: 'udp', address: '192.0.2.1' },
];

test('the path, its delay, and the largest picture of each way', () => {
  const { figures } = networkFiguresOf({
    sending: stats(
      ...path('relay'),
      { type: 'outbound-rtp', packetsSent: 100, frameWidth: 320, frameHeight: 180 },
      { type: 'outbound-rtp', packetsSent: 100, frameWidth: 1280, frameHeight: 720 },
    ),
    receiving: stats({ type: 'inbound-rtp', packetsReceived: 50, packetsLost: 0 }),
  });
  expect(figures).toMatchObject({
    isRelayed: true,
    roundTripMs: 42,
    sent: { width: 1280, height: 720 },
    received: undefined,
  });
});

test('losses are those since the last look', () => {
  const look = (lost: number, arrived: number) => ({
    sending: stats(
      ...path('host'),
      { type: 'outbound-rtp', packetsSent: arrived },
      { type: 'remote-inbound-rtp', packetsLost: lost },
    ),
    receiving: stats({ type: 'inbound-rtp', packetsReceived: arrived, packetsLost: lost }),
  });
  const first = networkFiguresOf(look(50, 950));
  expect(first.figures?.lostIn).toBeCloseTo(0.05);
  const second = networkFiguresOf(look(50, 1_950), first.counts);
  expect(second.figures).toMatchObject({ lostIn: 0, lostOut: 0, isRelayed: false });
  const third = networkFiguresOf(look(60, 2_940), second.counts);
  expect(third.figures?.lostIn).toBeCloseTo(0.01);
});

test('without a path there is nothing to tell', () => {
  expect(networkFiguresOf({ sending: stats(), receiving: stats() }).figures).toBeUndefined();
});
