// Receives what a server sends on one transport: counts it, and reports on it as a browser does.
import { RtcpReceiverInfo, RtcpRrPacket } from 'werift';
import type { RtpParameters } from '@distansmote/shared/signalling/rtp.ts';
import { HEADER_EXTENSIONS } from './browserCapabilities.ts';
import type { MediaLine } from './mediaLine.ts';
import { expectedOf, type ReceivedStream, ReceivedStreams } from './receivedStreams.ts';
import { extensionOf, ssrcOf } from './rtpHeader.ts';
import { TransportFeedback } from './transportFeedback.ts';

/** What libwebrtc begins with. */
const FEEDBACK_INTERVAL_MS = 100;
const REPORT_INTERVAL_MS = 1_000;
/** What the count field of a report takes (RFC 3550 §6.4.2). */
const MAX_REPORT_BLOCKS = 31;
/** Ours, as the sender of reports: nobody looks it up. */
const OWN_SSRC = 1;

export class Receiving {
  readonly streams = new ReceivedStreams();
  /** Told of each packet that comes. */
  onPacket: (ssrc: number) => void = () => undefined;
  readonly #line: MediaLine;
  readonly #feedback = new TransportFeedback();
  /** Undefined until a track is taken that has it negotiated. */
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

  /** A track that will come: its numbers of header extensions are every track's on the transport. */
  expect({ headerExtensions = [] }: RtpParameters): void {
    const extension = headerExtensions.find(
      ({ uri }) => uri === HEADER_EXTENSIONS.transportSequence,
    );
    if (extension !== undefined) this.#sequenceExtension = extension.id;
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#line.close();
  }

  #take(packet: Buffer): void {
    this.streams.take(packet);
    this.onPacket(ssrcOf(packet));
    if (this.#sequenceExtension === undefined) return;
    const sequence = extensionOf(packet, this.#sequenceExtension);
    if (sequence === undefined) return;
    this.#lastSsrc = ssrcOf(packet);
    this.#feedback.note(sequence, performance.now());
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

/** Jitter and round trip are left at 0: mediasoup acts on neither. */
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
