// RTP and RTCP with one other end on one audio line.
import { randomUUID } from 'node:crypto';
import type { AgreedTransport, LocalTransport } from './agreedMedia.ts';
import { AudioRtpSender } from './audioRtpSender.ts';
import type { Reception } from './reception.ts';
import type { PortPair } from './rtpPorts.ts';
import type { DueEvent } from './telephoneEventSender.ts';
import { RtpSession, type RtpSessionEvents } from './rtpSession.ts';

/** Held before anything is agreed: one second of packets, none larger than an audio packet. */
const MAX_EARLY = { packets: 50, packetBytes: 2_000 };

export type AudioRtpSessionEvents = Pick<RtpSessionEvents, 'onPacket' | 'onReachedChanged'>;

/** All times are in milliseconds of `performance.now()`. */
export class AudioRtpSession {
  readonly #session: RtpSession;
  readonly #sender: AudioRtpSender;

  /**
   * @param ports closed with the session
   * @param clockRate of the RTP timestamps, in Hz
   * @param cname of RTCP: that of the call's picture too, if it has one
   */
  constructor(
    ports: PortPair,
    clockRate: number,
    events: AudioRtpSessionEvents,
    cname: string = randomUUID(),
  ) {
    this.#sender = new AudioRtpSender(clockRate);
    const line = { clockRate, maxEarly: MAX_EARLY };
    this.#session = new RtpSession({ ports, line, cname, stream: this.#sender }, events);
  }

  /** For our SDP. */
  get local(): LocalTransport {
    return this.#session.local;
  }

  get reception(): Reception {
    return this.#session.reception;
  }

  /** When something valid last arrived, or the other end was first to send. */
  get heardAt(): number {
    return this.#session.heardAt;
  }

  /** At first and after each re-INVITE. @param payloadTypes what is taken from the other end. */
  agree(transport: AgreedTransport, payloadTypes: ReadonlySet<number>): void {
    this.#session.agree(transport, payloadTypes);
  }

  /**
   * @param encoded the next of the stream, one byte a clock step
   * @param packetMs how much the other end wants in a packet
   */
  send(encoded: Uint8Array, payloadType: number, packetMs: number, now: number): void {
    if (!this.#session.isOpen) return;
    for (const packet of this.#sender.put(encoded, payloadType, packetMs, now)) {
      this.#session.send(packet);
    }
  }

  /** A telephone-event in place of these clock steps of audio. */
  sendEvent(event: DueEvent, payloadType: number, clockSteps: number, now: number): void {
    if (this.#session.isOpen)
      this.#session.send(this.#sender.putEvent(event, payloadType, clockSteps, now));
  }

  /** This many clock steps are not sent. */
  skip(clockSteps: number, now: number): void {
    this.#sender.skip(clockSteps, now);
  }

  /** Sends RTCP when it is due; to be called often. */
  reportWhenDue(now: number): void {
    this.#session.reportWhenDue(now);
  }

  /** Sends RTCP BYE and closes the ports. */
  close(): void {
    this.#session.close();
  }
}
