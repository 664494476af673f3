// RTP and RTCP with one other end on one video line, which carries H.264 both ways.
import type { AgreedVideo, LocalTransport } from './agreedMedia.ts';
import type { AccessUnit } from './h264/accessUnit.ts';
import { packetizeH264 } from './h264/h264Packetizer.ts';
import { H264Receiver } from './h264/h264Receiver.ts';
import { PacketPacer } from './packetPacer.ts';
import type { Reception } from './reception.ts';
import { Retransmissions } from './retransmissions.ts';
import { writeFullIntraRequest, writeNack, writePictureLoss } from './rtcpFeedback.ts';
import type { PortPair } from './rtpPorts.ts';
import { RtpSession } from './rtpSession.ts';
import { SsrcTakeover } from './ssrcTakeover.ts';
import { VideoFeedback } from './videoFeedback.ts';
import { VideoRtpSender } from './videoRtpSender.ts';

const CLOCK_RATE = 90_000;
/** Held before anything is agreed: a key frame, and a second of what follows it. */
const MAX_EARLY = { packets: 300, packetBytes: 1_500 };
const MIN_REQUEST_MS = 1_000;

export interface VideoRtpSessionEvents {
  /** The next picture, in order; one that is not complete has to be concealed. */
  onFrame(frame: AccessUnit, now: number): void;
  /** Something is missing: what follows cannot be decoded cleanly before a key frame. */
  onFramesLost(now: number): void;
  /** PLI or FIR, as often as they come. */
  onKeyFrameWanted(): void;
  /** A limit was set by TMMBR, with the packets' headers counted; 0: nothing more. */
  onBitrateLimited(bitsPerSecond: number): void;
  /** What the other end reports of our stream. @param report the share lost since its report before, 0 to 1. */
  onReception(report: { fractionLost: number }): void;
  /** Whether the other end receives what we send, by its RTCP, when that changes: at first it does. */
  onReachedChanged(isReached: boolean): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class VideoRtpSession {
  readonly #session: RtpSession;
  readonly #sender = new VideoRtpSender();
  readonly #receiver: H264Receiver;
  readonly #retransmissions = new Retransmissions();
  readonly #feedback: VideoFeedback;
  readonly #pacer: PacketPacer;
  #agreed: AgreedVideo | undefined;
  #isKeyFrameWanted = false;
  #requestedAt = -Infinity;
  #requestCount = 0;

  /**
   * @param ports closed with the session
   * @param cname of RTCP: that of the call's audio too
   */
  constructor(ports: PortPair, cname: string, events: VideoRtpSessionEvents) {
    this.#receiver = new H264Receiver({
      onAccessUnit: (unit, now) => {
        if (unit.isKeyFrame && unit.isComplete) this.#isKeyFrameWanted = false;
        events.onFrame(unit, now);
      },
      onLost: (now) => events.onFramesLost(now),
      onMissing: (sequences, now) => this.#askFor(sequences, now),
    });
    this.#feedback = new VideoFeedback(this.#retransmissions, {
      onKeyFrameWanted: () => events.onKeyFrameWanted(),
      onBitrateLimited: (bitsPerSecond) => events.onBitrateLimited(bitsPerSecond),
      onRetransmit: (packets) => this.#retransmit(packets),
    });
    this.#pacer = new PacketPacer((packet) => this.#send(packet));
    const line = { clockRate: CLOCK_RATE, maxEarly: MAX_EARLY, takeover: new SsrcTakeover() };
    this.#session = new RtpSession(
      { ports, line, cname, stream: this.#sender },
      {
        onPacket: (packet, isNew, now) => {
          if (isNew) this.#receiver.receive(packet, now);
        },
        onReport: ({ fractionLost }) => events.onReception({ fractionLost: fractionLost / 256 }),
        onFeedback: (feedback, now) => this.#feedback.receive(feedback, now),
        onReachedChanged: (isReached) => events.onReachedChanged(isReached),
      },
    );
  }

  /** For our SDP. */
  get local(): LocalTransport {
    return this.#session.local;
  }

  get reception(): Reception {
    return this.#session.reception;
  }

  /** Whether the other end receives what we send, by its RTCP. */
  get isReached(): boolean {
    return this.#session.isReached;
  }

  /** When something valid last arrived, or the other end was first to send. */
  get heardAt(): number {
    return this.#session.heardAt;
  }

  /** Where we send to, once anything valid has come from there: until then signalling alone names it. */
  get confirmedAddress(): string | undefined {
    return this.#session.confirmedAddress;
  }

  /** At first and after each re-INVITE. */
  agree(video: AgreedVideo): void {
    const { ssrc } = this.#sender;
    this.#agreed = video;
    this.#receiver.setRepaired(video.feedback.nack);
    this.#session.agree(video, new Set([video.payloadType]));
    if (this.#sender.ssrc === ssrc) return;
    this.#pacer.clear();
    this.#retransmissions.clear();
  }

  /**
   * Sends a picture, unless the other end wants none now.
   * @param accessUnit in annex B's byte stream format; for packetization mode 0 in slices of at most 1,200 bytes
   * @param capturedAt when it was taken: the sound of the same moment is played with it
   * @returns false when it was not sent
   */
  sendFrame(accessUnit: Buffer, capturedAt: number): boolean {
    const agreed = this.#agreed;
    if (agreed?.isHearing !== true || !this.#session.isOpen) return false;
    const payloads = packetizeH264(accessUnit, agreed.receives.packetizationMode);
    if (payloads === undefined) return false;
    const packets = this.#sender.packets(payloads, agreed.payloadType, capturedAt);
    this.#pacer.put(packets, performance.now());
    return true;
  }

  /** Asks for a key frame by PLI and FIR, at most once a second: in between it waits, until one has come. */
  requestKeyFrame(now: number): void {
    this.#isKeyFrameWanted = true;
    this.#requestWhenDue(now);
  }

  /** Sends RTCP when it is due, and gives up waiting for packets that are lost; to be called often. */
  reportWhenDue(now: number): void {
    if (this.#agreed === undefined) return;
    this.#receiver.tick(now);
    const notification = this.#feedback.notification(this.#sender.ssrc, now);
    if (notification !== undefined) this.#session.sendFeedback(now, [notification]);
    this.#requestWhenDue(now);
    this.#session.reportWhenDue(now);
  }

  /** Sends RTCP BYE and closes the ports. */
  close(): void {
    this.#pacer.clear();
    this.#session.close();
  }

  #askFor(sequences: readonly number[], now: number): void {
    const { ssrc } = this.reception;
    if (ssrc === undefined) return;
    this.#session.sendFeedback(now, [writeNack(this.#sender.ssrc, ssrc, sequences)]);
  }

  #requestWhenDue(now: number): void {
    const { ssrc } = this.reception;
    if (!this.#isKeyFrameWanted || this.#agreed === undefined || ssrc === undefined) return;
    if (now - this.#requestedAt < MIN_REQUEST_MS) return;
    this.#isKeyFrameWanted = false;
    this.#requestedAt = now;
    const from = this.#sender.ssrc;
    this.#session.report(now, [
      writePictureLoss(from, ssrc),
      writeFullIntraRequest(from, ssrc, this.#requestCount),
    ]);
    this.#requestCount = (this.#requestCount + 1) & 0xff;
  }

  #send(packet: Buffer): void {
    const sent = this.#session.send(packet);
    if (sent === undefined || this.#agreed?.feedback.nack !== true) return;
    this.#retransmissions.keep(packet.readUInt16BE(2), sent, performance.now());
  }

  #retransmit(packets: readonly Buffer[]): void {
    if (this.#agreed?.isHearing !== true) return;
    for (const packet of packets) this.#session.sendAgain(packet);
  }
}
