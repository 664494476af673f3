// Our transport feedback is read correctly by another implementation (werift).
import { expect, test } from 'vitest';
import {
  PacketStatus,
  RtcpHeader,
  RtcpTransportLayerFeedback,
  RunLengthChunk,
  type TransportWideCC,
} from 'werift';
import { TransportFeedback } from './transportFeedback.ts';

function read(packet: Buffer | undefined): TransportWideCC {
  if (packet === undefined) throw new Error('no report');
  const header = RtcpHeader.deSerialize(packet);
  const { feedback } = RtcpTransportLayerFeedback.deSerialize(packet.subarray(4), header);
  return feedback as TransportWideCC;
}

/**
 * The received packets, with milliseconds since the first of them. From the parsed parts: werift's own
 * `packetResults` counts one too many in each run.
 */
function arrivalsIn({ packetChunks, recvDeltas }: TransportWideCC): (number | undefined)[] {
  const deltas = recvDeltas.map(({ delta }) => delta / 1_000);
  let at = -(deltas[0] ?? 0);
  return packetChunks
    .flatMap((chunk) => {
      if (!(chunk instanceof RunLengthChunk)) throw new Error('only runs are written');
      return Array.from({ length: chunk.runLength }, () => chunk.packetStatus);
    })
    .map((status) =>
      status === PacketStatus.TypeTCCPacketNotReceived
        ? undefined
        : (at += deltas.shift() ?? Number.NaN),
    );
}

test('what arrived, when, and what did not', () => {
  const feedback = new TransportFeedback();
  for (const [sequence, at] of [
    [65_534, 1_000],
    [65_535, 1_001],
    [1, 1_101],
    [2, 1_099],
  ] as const)
    feedback.note(sequence, at);
  const report = read(feedback.report(1, 2));
  expect(report.baseSequenceNumber).toBe(65_534);
  expect(arrivalsIn(report)).toEqual([0, 1, undefined, 101, 99]);
});

test('the next report continues where the last one ended, with the next count', () => {
  const feedback = new TransportFeedback();
  feedback.note(7, 10);
  expect(read(feedback.report(1, 2)).fbPktCount).toBe(0);
  expect(feedback.report(1, 2)).toBeUndefined();
  feedback.note(9, 30);
  // Too late: it has been reported on.
  feedback.note(7, 31);
  const report = read(feedback.report(1, 2));
  expect(report.baseSequenceNumber).toBe(8);
  expect(report.fbPktCount).toBe(1);
  expect(arrivalsIn(report)).toEqual([undefined, 0]);
});
