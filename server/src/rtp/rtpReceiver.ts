// What arrives on one media line: checked by source and key, counted, and passed on packet by packet.
import type { AgreedTransport, SrtpKey } from './agreedMedia.ts';
import { Reception } from './reception.ts';
import type { RemoteReport } from './remoteReception.ts';
import { readRtcp } from './rtcp.ts';
import type { RtcpFeedback } from './rtcpFeedback.ts';
import { isRtcp, parseRtp, type RtpPacket } from './rtpPacket.ts';
import type { Source } from './rtpPorts.ts';
import { SourceLatch } from './sourceLatch.ts';
import { SrtpReceiver } from './srtp.ts';
import type { SsrcTakeover } from './ssrcTakeover.ts';

const MIN_RTP_BYTES = 12;

/** What is taken of one media line, whatever it carries. */
export interface ReceivedLine {
  /** Of the RTP timestamps, in Hz. */
  clockRate: number;
  /** Held before anything is agreed. Their sender is unknown yet. */
  maxEarly: { packets: number; packetBytes: number };
  /** If a second stream on the line must wait until it has replaced the first one. */
  takeover?: SsrcTakeover;
}

export interface RtpReceiverEvents {
  /**
   * A valid packet with one of the agreed payload types.
   * @param isNew false for a duplicate, and for one too old to know
   */
  onPacket(packet: RtpPacket, isNew: boolean, now: number): void;
  /** What the other end reports of a stream that it receives, ours or not. */
  onReport(report: RemoteReport): void;
  /** What the other end asks of a stream, ours or not. */
  onFeedback(feedback: RtcpFeedback, now: number): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class RtpReceiver {
  readonly reception: Reception;
  readonly #line: ReceivedLine;
  readonly #events: RtpReceiverEvents;
  readonly #latch = new SourceLatch();
  #transport: AgreedTransport | undefined;
  #payloadTypes: ReadonlySet<number> = new Set();
  #srtp: SrtpReceiver | undefined;
  /** Media may overtake the ACK that brings the agreement. */
  #early: { packet: Buffer; source: Source; at: number }[] = [];
  #rtcpSource: Source | undefined;
  #heardAt = 0;

  constructor(line: ReceivedLine, events: RtpReceiverEvents) {
    this.reception = new Reception(line.clockRate);
    this.#line = line;
    this.#events = events;
  }

  /** When something valid last arrived, or the other end was first to send. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Where our RTP is to go (symmetric RTP, RFC 4961). */
  get target(): Source | undefined {
    return this.#latch.target;
  }

  /** That of the target, once anything valid has come from there: until then signalling alone names it. */
  get confirmedAddress(): string | undefined {
    const address = this.target?.address;
    return this.#latch.isConfirmed || this.#rtcpSource?.address === address ? address : undefined;
  }

  get rtcpTarget(): Source | undefined {
    const { target } = this;
    const transport = this.#transport;
    if (target === undefined || transport === undefined || transport.isRtcpMuxed) return target;
    if (this.#rtcpSource?.address === target.address) return this.#rtcpSource;
    // Behind a NAT the agreed port says nothing; the next one is a guess (RFC 3550 §11).
    const port = target.port === transport.port ? transport.rtcpPort : target.port + 1;
    return { address: target.address, port };
  }

  agree(transport: AgreedTransport, payloadTypes: ReadonlySet<number>, now: number): void {
    const before = this.#transport;
    this.#transport = transport;
    this.#payloadTypes = payloadTypes;
    this.#latch.agree(transport, now);
    if (before?.isSending !== true) this.#heardAt = now;
    if (before?.remoteSrtpKey !== transport.remoteSrtpKey) {
      this.#srtp = openSrtp(transport.remoteSrtpKey);
    }
    for (const { packet, source, at } of this.#early.splice(0)) this.receiveRtp(packet, source, at);
  }

  /** A packet on the RTP port. */
  receiveRtp(packet: Buffer, source: Source, now: number): void {
    const transport = this.#transport;
    if (packet.length < MIN_RTP_BYTES) return;
    if (transport === undefined) {
      const { packets, packetBytes } = this.#line.maxEarly;
      const isHeld = this.#early.length < packets && packet.length <= packetBytes;
      if (isHeld) this.#early.push({ packet, source, at: now });
      return;
    }
    if (isRtcp(packet)) {
      if (transport.isRtcpMuxed) this.receiveRtcp(packet, source, now);
      return;
    }
    if (!this.#latch.accepts(source, now)) return;
    const clear = transport.remoteSrtpKey === undefined ? packet : this.#srtp?.unprotect(packet);
    const rtp = clear && parseRtp(clear);
    if (rtp === undefined || !this.#payloadTypes.has(rtp.payloadType)) return;
    this.#latch.confirm(source, now);
    this.#heardAt = now;
    for (const taken of this.#line.takeover?.take(rtp) ?? [rtp]) {
      this.#events.onPacket(taken, this.reception.add(taken, now), now);
    }
  }

  /** A packet on the RTCP port, or RTCP on the RTP port. */
  receiveRtcp(packet: Buffer, source: Source, now: number): void {
    // Only the address is checked, so RTCP never decides where RTP is sent.
    if (source.address !== this.target?.address) return;
    const isEncrypted = this.#transport?.remoteSrtpKey !== undefined;
    const clear = isEncrypted ? this.#srtp?.unprotectRtcp(packet) : packet;
    const events = {
      onReport: (report: RemoteReport) => this.#events.onReport(report),
      onFeedback: (feedback: RtcpFeedback) => this.#events.onFeedback(feedback, now),
    };
    if (clear === undefined || !readRtcp(clear, this.reception, events, now)) return;
    this.#rtcpSource = source;
    this.#heardAt = now;
  }
}

/** With an unusable key nothing can be decrypted: undefined, as without one. */
function openSrtp(key: SrtpKey | undefined): SrtpReceiver | undefined {
  try {
    return key === undefined ? undefined : new SrtpReceiver(key);
  } catch {
    return undefined;
  }
}
