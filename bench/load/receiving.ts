// Receives what a server sends on one transport: counts it, and reports on it like a browser.
import { RtcpReceiverInfo, RtcpRrPacket } from 'werift';
import type { RtpParameters } from '@distansmote/shared/signalling/rtp.ts';
import { rtpHeaderBytes } from '../../server/src/rtp/rtpPacket.ts';
import { HEADER_EXTENSIONS } from './browserCapabilities.ts';
import type { MediaLine } from './mediaLine.ts';
import { expectedOf, type ReceivedStream, ReceivedStreams } from './receivedStreams.ts';
import { ahead16, extensionOf, sequenceNumberOf, ssrcOf } from './rtpHeader.ts';
import { TransportFeedback } from './transportFeedback.ts';

/** libwebrtc's initial value. */
const FEEDBACK_INTERVAL_MS = 100;
const REPORT_INTERVAL_MS = 1_000;
/** The limit of the count field of a report (RFC 3550 §6.4.2). */
const MAX_REPORT_BLOCKS = 31;
/** Our own SSRC as the sender of reports, which nobody checks. */
const OWN_SSRC = 1;

export class Receiving {
  readonly streams = new ReceivedStreams();
  /** Called for each packet. */
  onPacket: (ssrc: number) => void = () => undefined;
  /** Whose packets are decrypted, and where they go. */
  readonly clear = new Map<number, (packet: Buffer) => void>();
  readonly #line: MediaLine;
  readonly #feedback = new TransportFeedback();
  /** Undefined until a track is received that has negotiated it. */
  #sequenceExtension: number | undefined;
  #lastSsrc = 0;
  readonly #timers: NodeJS.Timeout[];

  constructor(line: MediaLine) {
    this.#line = line;
    line.onRtp = (packet) => this.#take(packet);
    this.#timers = [
      setInterval(() => this.#sendFeedback(), FEEDBACK_INTERVAL_MS),
      setInterval(() => this.#sendReports(), REPORT_INTERVAL_MS),
    ];
  }

  /** A track to be received; its header extension ids are those of every track on the transport. */
  expect({ headerExtensions = [] }: RtpParameters): void {
    const extension = headerExtensions.find(
      ({ uri }) => uri === HEADER_EXTENSIONS.transportSequence,
    );
    if (extension !== undefined) this.#sequenceExtension = extension.id;
  }

  /** A compound packet of our own. */
  sendRtcp(packet: Buffer): void {
    this.#line.sendRtcp(packet);
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#line.close();
  }

  #take(packet: Buffer): void {
    this.streams.take(packet);
    this.onPacket(ssrcOf(packet));
    this.#decrypt(packet);
    if (this.#sequenceExtension === undefined) return;
    const sequence = extensionOf(packet, this.#sequenceExtension);
    if (sequence === undefined) return;
    this.#lastSsrc = ssrcOf(packet);
    this.#feedback.note(sequence, performance.now());
  }

  #decrypt(packet: Buffer): void {
    const ssrc = ssrcOf(packet);
    const take = this.clear.get(ssrc);
    const stream = take && this.streams.get(ssrc);
    const headerBytes = rtpHeaderBytes(packet);
    if (take === undefined || stream === undefined || headerBytes === undefined) return;
    const { highestSequence } = stream;
    const index = highestSequence + ahead16(sequenceNumberOf(packet), highestSequence & 0xffff);
    take(this.#line.decrypt(packet, headerBytes, index));
  }

  #sendFeedback(): void {
    const report = this.#feedback.report(OWN_SSRC, this.#lastSsrc);
    if (report !== undefined) this.#line.sendRtcp(report);
  }

  #sendReports(): void {
    const reports = [...this.streams.all].map(reportOn);
    for (let at = 0; at < reports.length; at += MAX_REPORT_BLOCKS) {
      const some = reports.slice(at, at + MAX_REPORT_BLOCKS);
      this.#line.sendRtcp(new RtcpRrPacket({ ssrc: OWN_SSRC, reports: some }).serialize());
    }
  }
}

/** Jitter and round-trip time are 0: mediasoup uses neither. */
function reportOn(stream: ReceivedStream): RtcpReceiverInfo {
  const expected = expectedOf(stream);
  const expectedNow = expected - stream.reported.expected;
  const lostNow = expectedNow - (stream.packets - stream.reported.packets);
  stream.reported = { expected, packets: stream.packets };
  return new RtcpReceiverInfo({
    ssrc: stream.ssrc,
    fractionLost: lostNow <= 0 ? 0 : Math.min(255, Math.floor((lostNow * 256) / expectedNow)),
    packetsLost: Math.max(0, expected - stream.packets),
    highestSequence: stream.highestSequence,
    jitter: 0,
    lsr: 0,
    dlsr: 0,
  });
}
