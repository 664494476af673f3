// RTP and RTCP with one other end on one media line, whatever it carries: ports, encryption and reports.
import type { AgreedTransport, LocalTransport } from './agreedMedia.ts';
import type { Reception } from './reception.ts';
import { RemoteReception, type RemoteReport } from './remoteReception.ts';
import { writeReport, type SentStream } from './rtcp.ts';
import type { RtcpFeedback } from './rtcpFeedback.ts';
import type { RtpPacket } from './rtpPacket.ts';
import type { PortPair } from './rtpPorts.ts';
import { RtpReceiver, type ReceivedLine } from './rtpReceiver.ts';
import { generateSrtpKey, SrtpSender } from './srtp.ts';

const REPORT_INTERVAL_MS = 5_000;

/** What we send, as the session has to know it. */
export interface RtpStream extends SentStream {
  /** From now on another stream: a new SSRC, and nothing sent yet. */
  restart(): void;
}

export interface RtpSessionEvents {
  /** As `RtpReceiverEvents.onPacket`. */
  onPacket(packet: RtpPacket, isNew: boolean, now: number): void;
  /** What the other end reports of our stream. */
  onReport?(report: RemoteReport): void;
  /** What the other end asks of our stream. */
  onFeedback?(feedback: RtcpFeedback, now: number): void;
  /** Whether the other end receives what we send, by its RTCP, when that changes: at first it does. */
  onReachedChanged(isReached: boolean): void;
}

export interface RtpSessionSettings {
  /** Closed with the session. */
  ports: PortPair;
  line: ReceivedLine;
  /** Of RTCP: the same for all lines of a call, by which the other end knows what to play together. */
  cname: string;
  stream: RtpStream;
}

/** All times are in milliseconds of `performance.now()`. */
export class RtpSession {
  /** For our SDP. */
  readonly local: LocalTransport;
  readonly #ports: PortPair;
  readonly #stream: RtpStream;
  readonly #cname: string;
  readonly #events: RtpSessionEvents;
  readonly #receiver: RtpReceiver;
  #remoteReception = new RemoteReception();
  #srtp: SrtpSender | undefined;
  #agreed: AgreedTransport | undefined;
  #reportedAt = performance.now();
  /** Packets sent up to the last report, and to the one before it. */
  #reportedCounts: readonly [number, number] = [0, 0];

  constructor({ ports, line, cname, stream }: RtpSessionSettings, events: RtpSessionEvents) {
    this.#ports = ports;
    this.#stream = stream;
    this.#cname = cname;
    this.#events = events;
    this.local = { port: ports.rtp.port, srtpKey: generateSrtpKey() };
    this.#receiver = new RtpReceiver(line, {
      onPacket: (packet, isNew, now) => events.onPacket(packet, isNew, now),
      onReport: (report) => this.#reported(report),
      onFeedback: (feedback, now) => {
        if (feedback.ssrc === stream.ssrc) events.onFeedback?.(feedback, now);
      },
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

  /** Whether there is somewhere to send to. */
  get isOpen(): boolean {
    return this.#agreed !== undefined && this.#receiver.target !== undefined;
  }

  /** Where we send to, once anything valid has come from there: until then signalling alone names it. */
  get confirmedAddress(): string | undefined {
    return this.#receiver.confirmedAddress;
  }

  /** By its RTCP. */
  get isReached(): boolean {
    return this.#remoteReception.isReached;
  }

  /** At first and after each re-INVITE. @param payloadTypes what is taken from the other end. */
  agree(transport: AgreedTransport, payloadTypes: ReadonlySet<number>): void {
    const before = this.#agreed;
    if (transport.address !== before?.address || transport.port !== before.port)
      this.#forgetReports();
    if (transport.remoteSrtpKey === undefined) this.#srtp = undefined;
    // Its packet count continues over a re-INVITE (RFC 3711 §3.2.1).
    else if (this.#srtp === undefined) {
      if (before !== undefined) this.#restartStream();
      this.#srtp = new SrtpSender(this.local.srtpKey);
    }
    this.#agreed = transport;
    // Last, since packets that came early are received in it, and may be answered.
    this.#receiver.agree(transport, payloadTypes, performance.now());
  }

  /**
   * @param packet of our stream, in the order of sequence numbers
   * @returns the packet as it was sent; undefined when there is nowhere to send to
   */
  send(packet: Buffer): Buffer | undefined {
    if (!this.isOpen) return undefined;
    const sent = this.#srtp?.protect(packet) ?? packet;
    this.sendAgain(sent);
    return sent;
  }

  /** @param sent what `send` has returned. */
  sendAgain(sent: Buffer): void {
    const { target } = this.#receiver;
    if (target !== undefined) this.#ports.rtp.send(sent, target);
  }

  /** Sends RTCP when it is due; to be called often. */
  reportWhenDue(now: number): void {
    if (this.#agreed === undefined || now - this.#reportedAt < REPORT_INTERVAL_MS) return;
    this.report(now);
  }

  /** Sends a report now. @param feedback packets that go with it. */
  report(now: number, feedback: readonly Buffer[] = [], isLast = false): void {
    this.#reportedAt = now;
    const { packetCount, ssrc } = this.#stream;
    const sent = packetCount === this.#reportedCounts[1] ? undefined : this.#stream;
    const { reception } = this;
    const report = { ssrc, sent, reception, cname: this.#cname, isLast };
    this.#sendRtcp(writeReport(report, now, feedback));
    this.#reportedCounts = [packetCount, this.#reportedCounts[0]];
  }

  /** Sends feedback with an empty report: losses reported so often would each look large. */
  sendFeedback(now: number, feedback: readonly Buffer[]): void {
    const report = { ssrc: this.#stream.ssrc, sent: undefined, reception: undefined };
    this.#sendRtcp(writeReport({ ...report, cname: this.#cname }, now, feedback));
  }

  /** Sends RTCP BYE and closes the ports. */
  close(): void {
    if (this.#agreed !== undefined) this.report(performance.now(), [], true);
    this.#ports.rtp.close();
    this.#ports.rtcp.close();
  }

  #reported(report: RemoteReport): void {
    if (report.ssrc !== this.#stream.ssrc) return;
    this.#events.onReport?.(report);
    const isReached = this.#remoteReception.update(report, this.#stream.packetCount);
    if (isReached !== undefined) this.#events.onReachedChanged(isReached);
  }

  /** A new SSRC: with the old one's packet counts the SRTP key stream would repeat (RFC 3711 §9.1). */
  #restartStream(): void {
    this.#stream.restart();
    this.#reportedCounts = [0, 0];
    this.#forgetReports();
  }

  /** Another device: nothing is known of what it receives. */
  #forgetReports(): void {
    const { isReached } = this.#remoteReception;
    this.#remoteReception = new RemoteReception();
    if (!isReached) this.#events.onReachedChanged(true);
  }

  #sendRtcp(packet: Buffer): void {
    const target = this.#receiver.rtcpTarget;
    if (target === undefined) return;
    const socket = this.#agreed?.isRtcpMuxed === true ? this.#ports.rtp : this.#ports.rtcp;
    socket.send(this.#srtp?.protectRtcp(packet) ?? packet, target);
  }
}
