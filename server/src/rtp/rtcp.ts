// Writes and reads RTCP (RFC 3550 §6): sender and receiver reports, SDES, BYE.
import { packets } from 'rtp.js';
import type { RemoteReport } from './remoteReception.ts';
import type { Reception } from './reception.ts';

/** Between 1900, where NTP begins, and 1970. */
const NTP_EPOCH_SECONDS = 2_208_988_800;
const FRACTION = 2 ** 32;
/** SDES item (§6.5.1). */
const CNAME = 1;

/** What a report says of the stream that we send, whatever it carries. */
interface SentStream {
  readonly ssrc: number;
  readonly packetCount: number;
  /** Of payload. */
  readonly byteCount: number;
  /** The RTP timestamp that belongs to `now`, in milliseconds of `performance.now()`. */
  timestampAt(now: number): number;
}

export interface ReportContent {
  sender: SentStream;
  reception: Reception;
  cname: string;
  /** Nothing has been sent during two report intervals (§6.4). */
  isOnlyReceiving: boolean;
  isLast: boolean;
}

/** A compound packet: a report, SDES, and BYE in the last one. */
export function writeReport(content: ReportContent, now: number): Buffer {
  const { sender, reception, cname, isOnlyReceiving, isLast } = content;
  const compound = new packets.CompoundPacket();
  const report = isOnlyReceiving ? new packets.ReceiverReportPacket() : senderReport(sender, now);
  report.setSsrc(sender.ssrc);
  const received = reception.report(now);
  if (received !== undefined) report.addReport(received);
  compound.addPacket(report);
  const description = new packets.SdesPacket();
  const chunk = new packets.SdesChunk();
  chunk.setSsrc(sender.ssrc);
  // The library does not export its enum.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  chunk.addItem(CNAME, cname);
  description.addChunk(chunk);
  compound.addPacket(description);
  if (isLast) {
    const bye = new packets.ByePacket();
    bye.addSsrc(sender.ssrc);
    compound.addPacket(bye);
  }
  compound.serialize();
  const view = compound.getView();
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

function senderReport(
  sender: SentStream,
  now: number,
): InstanceType<typeof packets.SenderReportPacket> {
  const report = new packets.SenderReportPacket();
  const seconds = Date.now() / 1_000 + NTP_EPOCH_SECONDS;
  report.setNtpSeconds(Math.floor(seconds) >>> 0);
  report.setNtpFraction(Math.floor((seconds % 1) * FRACTION));
  report.setRtpTimestamp(sender.timestampAt(now));
  report.setPacketCount(sender.packetCount >>> 0);
  report.setOctetCount(sender.byteCount >>> 0);
  return report;
}

/**
 * @param onReport called for each report block
 * @returns false when it is not RTCP
 */
export function readRtcp(
  packet: Uint8Array,
  reception: Reception,
  onReport: (report: RemoteReport) => void,
  now: number,
): boolean {
  try {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    if (!packets.isRtcp(view)) return false;
    for (const one of new packets.CompoundPacket(view).getPackets()) {
      const isSender = one instanceof packets.SenderReportPacket;
      if (isSender) reception.takeSenderReport(one, now);
      if (!isSender && !(one instanceof packets.ReceiverReportPacket)) continue;
      for (const report of one.getReports())
        onReport({
          ssrc: report.getSsrc(),
          highestSequence: report.getHighestSeqNumber(),
          fractionLost: report.getFractionLost(),
        });
    }
    return true;
  } catch {
    return false;
  }
}
