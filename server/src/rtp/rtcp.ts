// Writes and reads compound RTCP packets (RFC 3550 §6): sender and receiver reports, SDES, BYE, feedback.
import { packets } from 'rtp.js';
import type { RemoteReport } from './remoteReception.ts';
import type { Reception } from './reception.ts';
import { readFeedback, type RtcpFeedback, type RtcpPacket } from './rtcpFeedback.ts';

/** Between 1900, where NTP begins, and 1970. */
const NTP_EPOCH_SECONDS = 2_208_988_800;
const FRACTION = 2 ** 32;
/** More than fits into an Ethernet frame; a longer one would take long to parse. */
const MAX_BYTES = 2_000;
/** SDES items (§6.5.1, §6.5.2). */
const CNAME = 1;
const NAME = 2;
/** Of an SDES item. */
const MAX_ITEM_BYTES = 255;

/** What a report says of a stream that we send, whatever it carries. */
export interface SentStream {
  readonly ssrc: number;
  readonly packetCount: number;
  /** Of payload. */
  readonly byteCount: number;
  /** The RTP timestamp that belongs to `now`, in milliseconds of `performance.now()`. */
  timestampAt(now: number): number;
}

export interface ReportContent {
  /** Ours, whether or not we send. */
  ssrc: number;
  /** Undefined when nothing has been sent during two report intervals (§6.4). */
  sent: SentStream | undefined;
  /** Undefined when this is not the time to report it: what is lost is counted from report to report. */
  reception: Reception | undefined;
  cname: string;
  isLast?: boolean;
}

/**
 * A compound packet: a report, SDES, and BYE in the last one.
 * @param feedback packets that go with it, already written
 */
export function writeReport(
  content: ReportContent,
  now: number,
  feedback: readonly Buffer[] = [],
): Buffer {
  const { ssrc, sent, reception, cname, isLast } = content;
  const compound = new packets.CompoundPacket();
  const report = sent === undefined ? new packets.ReceiverReportPacket() : senderReport(sent, now);
  report.setSsrc(ssrc);
  const received = reception?.report(now);
  if (received !== undefined) report.addReport(received);
  compound.addPacket(report);
  const description = new packets.SdesPacket();
  const chunk = new packets.SdesChunk();
  chunk.setSsrc(ssrc);
  // The library does not export its enum.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  chunk.addItem(CNAME, cname);
  description.addChunk(chunk);
  compound.addPacket(description);
  if (isLast === true) {
    const bye = new packets.ByePacket();
    bye.addSsrc(ssrc);
    compound.addPacket(bye);
  }
  compound.serialize();
  const view = compound.getView();
  return Buffer.concat([Buffer.from(view.buffer, view.byteOffset, view.byteLength), ...feedback]);
}

/**
 * Names of those whose media we mix (§6.5.2), to go with a report. Their CNAMEs say nothing of them (RFC 7022).
 * @param named no more than fit into a packet: 15
 */
export function writeNames(named: readonly { ssrc: number; name: string }[]): Buffer {
  const description = new packets.SdesPacket();
  for (const { ssrc, name } of named) {
    const chunk = new packets.SdesChunk();
    chunk.setSsrc(ssrc);
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- as above
    chunk.addItem(CNAME, ssrc.toString(16));
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- as above
    chunk.addItem(NAME, shortened(name));
    description.addChunk(chunk);
  }
  description.serialize();
  const { buffer, byteOffset, byteLength } = description.getView();
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** To whole characters that fit into an item. */
function shortened(name: string): string {
  let [kept, bytes] = ['', 0];
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_ITEM_BYTES) break;
    kept += character;
  }
  return kept;
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

export interface RtcpEvents {
  /** Called for each report block. */
  onReport(report: RemoteReport): void;
  /** Called for each request in a feedback packet, on our stream or another. */
  onFeedback(feedback: RtcpFeedback): void;
}

/** @returns false when it is not RTCP, or a part of it is malformed: then nothing of it counts. */
export function readRtcp(
  packet: Uint8Array,
  reception: Reception,
  events: RtcpEvents,
  now: number,
): boolean {
  const parts = parseCompound(packet);
  if (parts === undefined) return false;
  for (const one of parts) {
    const isSender = one instanceof packets.SenderReportPacket;
    if (isSender) reception.takeSenderReport(one, now);
    if (isSender || one instanceof packets.ReceiverReportPacket) {
      for (const report of one.getReports())
        events.onReport({
          ssrc: report.getSsrc(),
          highestSequence: report.getHighestSeqNumber(),
          fractionLost: report.getFractionLost(),
        });
    }
    for (const feedback of readFeedback(one)) events.onFeedback(feedback);
  }
  return true;
}

/** The SSRCs of which an RTCP packet asks for a key frame by PLI or FIR. */
export function readKeyFrameRequests(packet: Uint8Array): ReadonlySet<number> {
  const requests = (parseCompound(packet) ?? []).flatMap(readFeedback);
  const isKeyFrameRequest = ({ type }: RtcpFeedback) =>
    type === 'pictureLoss' || type === 'fullIntraRequest';
  return new Set(requests.filter(isKeyFrameRequest).map(({ ssrc }) => ssrc));
}

function parseCompound(packet: Uint8Array): RtcpPacket[] | undefined {
  if (packet.length > MAX_BYTES) return undefined;
  try {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    return packets.isRtcp(view) ? new packets.CompoundPacket(view).getPackets() : undefined;
  } catch {
    return undefined;
  }
}
