// RTP and RTCP with one other end on one audio line: its ports, both directions, encryption and reports.
import { randomUUID } from 'node:crypto';
import type { AgreedTransport, LocalTransport } from './agreedMedia.ts';
import type { Reception } from './reception.ts';
import { RemoteReception, type RemoteReport } from './remoteReception.ts';
import { writeReport } from './rtcp.ts';
import type { RtpPacket } from './rtpPacket.ts';
import type { PortPair } from './rtpPorts.ts';
import { RtpReceiver } from './rtpReceiver.ts';
import { AudioRtpSender } from './audioRtpSender.ts';
import { generateSrtpKey, SrtpSender } from './srtp.ts';

const REPORT_INTERVAL_MS = 5_000;

export interface AudioRtpSessionEvents {
  /** As `RtpReceiverEvents.onPacket`. */
  onPacket(packet: RtpPacket, isNew: boolean, now: number): void;
  /** Whether the other end receives what we send, by its RTCP, when that changes: at first it does. */
  onReachedChanged(isReached: boolean): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class AudioRtpSession {
  /** For our SDP. */
  readonly local: LocalTransport;
  readonly #ports: PortPair;
  readonly #clockRate: number;
  readonly #events: AudioRtpSessionEvents;
  readonly #receiver: RtpReceiver;
  readonly #cname = randomUUID();
  #sender: AudioRtpSender;
  #remoteReception = new RemoteReception();
  #srtp: SrtpSender | undefined;
  #agreed: AgreedTransport | undefined;
  #reportedAt = performance.now();
  /** Packets sent up to the last report, and to the one before it. */
  #reportedCounts: readonly [number, number] = [0, 0];

  /**
   * @param ports closed with the session
   * @param clockRate of the RTP timestamps, in Hz
   */
  constructor(ports: PortPair, clockRate: number, events: AudioRtpSessionEvents) {
    this.#ports = ports;
    this.#clockRate = clockRate;
    this.#events = events;
    this.#sender = new AudioRtpSender(clockRate);
    this.local = { port: ports.rtp.port, srtpKey: generateSrtpKey() };
    this.#receiver = new RtpReceiver(clockRate, {
      onPacket: (packet, isNew, now) => events.onPacket(packet, isNew, now),
      onReport: (report) => this.#reported(report),
    });
    ports.rtp.listen((packet, source) =>
      this.#receiver.receiveRtp(packet, source, performance.now()),
    );
    ports.rtcp.listen((packet, source) =>
      this.#receiver.receiveRtcp(packet, source, performance.now()),
    );
  }

  get reception(): Reception {
    return this.#receiver.reception;
  }

  /** When something valid last arrived, or the other end was first to send. */
  get heardAt(): number {
    return this.#receiver.heardAt;
  }

  /** At first and after each re-INVITE. @param payloadTypes what is taken from the other end. */
  agree(transport: AgreedTransport, payloadTypes: ReadonlySet<number>): void {
    const before = this.#agreed;
    this.#receiver.agree(transport, payloadTypes, performance.now());
    if (transport.address !== before?.address || transport.port !== before.port)
      this.#forgetReports();
    if (transport.remoteSrtpKey === undefined) this.#srtp = undefined;
    // Its packet count continues over a re-INVITE (RFC 3711 §3.2.1).
    else if (this.#srtp === undefined) {
      if (before !== undefined) this.#restartStream();
      this.#srtp = new SrtpSender(this.local.srtpKey);
    }
    this.#agreed = transport;
  }

  /**
   * @param encoded the next of the stream, one byte a clock step
   * @param packetMs how much the other end wants in a packet
   */
  send(encoded: Uint8Array, payloadType: number, packetMs: number, now: number): void {
    const { target } = this.#receiver;
    if (this.#agreed === undefined || target === undefined) return;
    for (const packet of this.#sender.put(encoded, payloadType, packetMs, now)) {
      this.#ports.rtp.send(this.#srtp?.protect(packet) ?? packet, target);
    }
  }

  /** This many clock steps are not sent. */
  skip(clockSteps: number, now: number): void {
    this.#sender.skip(clockSteps, now);
  }

  /** Sends RTCP when it is due; to be called often. */
  reportWhenDue(now: number): void {
    if (this.#agreed === undefined || now - this.#reportedAt < REPORT_INTERVAL_MS) return;
    this.#report(now, false);
  }

  /** Sends RTCP BYE and closes the ports. */
  close(): void {
    if (this.#agreed !== undefined) this.#report(performance.now(), true);
    this.#ports.rtp.close();
    this.#ports.rtcp.close();
  }

  #reported(report: RemoteReport): void {
    if (report.ssrc !== this.#sender.ssrc) return;
    const isReached = this.#remoteReception.update(report, this.#sender.packetCount);
    if (isReached !== undefined) this.#events.onReachedChanged(isReached);
  }

  /** A new SSRC: with the old one's packet counts the SRTP key stream would repeat (RFC 3711 §9.1). */
  #restartStream(): void {
    this.#sender = new AudioRtpSender(this.#clockRate);
    this.#reportedCounts = [0, 0];
    this.#forgetReports();
  }

  /** Another device: nothing is known of what it receives. */
  #forgetReports(): void {
    const { isReached } = this.#remoteReception;
    this.#remoteReception = new RemoteReception();
    if (!isReached) this.#events.onReachedChanged(true);
  }

  #report(now: number, isLast: boolean): void {
    this.#reportedAt = now;
    const target = this.#receiver.rtcpTarget;
    if (target === undefined) return;
    const { packetCount } = this.#sender;
    const report = writeReport(
      {
        sender: this.#sender,
        reception: this.reception,
        cname: this.#cname,
        isOnlyReceiving: packetCount === this.#reportedCounts[1],
        isLast,
      },
      now,
    );
    this.#reportedCounts = [packetCount, this.#reportedCounts[0]];
    const socket = this.#agreed?.isRtcpMuxed === true ? this.#ports.rtp : this.#ports.rtcp;
    socket.send(this.#srtp?.protectRtcp(report) ?? report, target);
  }
}
