// RTCP with one telephone (RFC 3550 §6): what we tell it of what it sends and of what we send, and what it tells.
import { packets } from 'rtp.js';
import type { RemoteReport } from './remoteReception.ts';
import type { Reception } from './reception.ts';
import type { RtpSender } from './rtpSender.ts';

/** Between 1900, where NTP begins, and 1970. */
const NTP_EPOCH_SECONDS = 2_208_988_800;
const FRACTION = 2 ** 32;
/** An item of SDES (§6.5.1). */
const CNAME = 1;

export interface Reported {
  sending: RtpSender;
  reception: Reception;
  cname: string;
  /** Nothing has been sent for two reports (§6.4). */
  isOnlyReceiving: boolean;
  isLast: boolean;
}

/** A compound packet: a report, who we are, and BYE at the end. */
export function writeReport(reported: Reported, now: number): Buffer {
  const { sending, reception, cname, isOnlyReceiving, isLast } = reported;
  const compound = new packets.CompoundPacket();
  const report = isOnlyReceiving ? new packets.ReceiverReportPacket() : senderReport(sending, now);
  report.setSsrc(sending.ssrc);
  const received = reception.report(now);
  if (received !== undefined) report.addReport(received);
  compound.addPacket(report);
  const description = new packets.SdesPacket();
  const chunk = new packets.SdesChunk();
  chunk.setSsrc(sending.ssrc);
  // The library keeps the name of this number to itself.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  chunk.addItem(CNAME, cname);
  description.addChunk(chunk);
  compound.addPacket(description);
  if (isLast) {
    const bye = new packets.ByePacket();
    bye.addSsrc(sending.ssrc);
    compound.addPacket(bye);
  }
  compound.serialize();
  const view = compound.getView();
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

function senderReport(
  sending: RtpSender,
  now: number,
): InstanceType<typeof packets.SenderReportPacket> {
  const report = new packets.SenderReportPacket();
  const seconds = Date.now() / 1_000 + NTP_EPOCH_SECONDS;
  report.setNtpSeconds(Math.floor(seconds) >>> 0);
  report.setNtpFraction(Math.floor((seconds % 1) * FRACTION));
  report.setRtpTimestamp(sending.timestampAt(now));
  report.setPacketCount(sending.packetCount >>> 0);
  report.setOctetCount(sending.byteCount >>> 0);
  return report;
}

/**
 * @param reported told what it says of streams that it gets.
 * @returns whether it is RTCP at all.
 */
export function takeRtcp(
  packet: Uint8Array,
  reception: Reception,
  reported: (report: RemoteReport) => void,
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
        reported({
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
