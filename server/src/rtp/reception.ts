// Counts what arrives of a stream and what is lost, for RTCP (RFC 3550 §6.4.1) and for our own view of its quality.
import { packets } from 'rtp.js';
import { ReplayWindow } from './replayWindow.ts';
import { sequenceDistance, timestampDistance, type RtpPacket } from './rtpPacket.ts';

/** A larger jump means another stream (§A.1). */
const MAX_DROPOUT = 3_000;
/** So far behind, a packet is too old to know (`ReplayWindow`) ... */
const MIN_STALE_DISTANCE = 64;
/** ... but so many in a row are the stream: what was ahead of them was damaged, or forged. */
const MIN_STALE_RUN = 8;
/** A device that encodes for longer is none: its reports are wrong, as those of many devices are. */
const MAX_CAPTURE_LAG_MS = 120;
/** The share of each report, as reports are delayed by the network too. */
const FOLLOWED_LAG = 0.25;
/** RTCP has 24 bits for it, signed. */
const MAX_LOST = 0x7f_ffff;

export class Reception {
  #ssrc: number | undefined;
  #seen = new ReplayWindow();
  #base = 0;
  #highest = 0;
  #staleCount = 0;
  #afterStale = 0;
  #received = 0;
  #jitter = 0;
  #last: { timestamp: number; now: number } | undefined;
  #reported = { expected: 0, received: 0 };
  #judged = { expected: 0, received: 0 };
  #lateCount = 0;
  #senderReport: { middle: number; now: number } | undefined;
  #captureLagMs: number | undefined;
  readonly #stepsPerMs: number;

  /** @param clockRate of the RTP timestamps, in Hz. */
  constructor(clockRate: number) {
    this.#stepsPerMs = clockRate / 1_000;
  }

  /** Of the stream that arrives now; undefined before anything has arrived. */
  get ssrc(): number | undefined {
    return this.#ssrc;
  }

  /** @returns false for a duplicate, and for one too old to know. */
  add({ ssrc, sequence, timestamp }: RtpPacket, now: number): boolean {
    let index = this.#highest + sequenceDistance(sequence, this.#highest & 0xffff);
    const isOther = ssrc !== this.#ssrc || Math.abs(index - this.#highest) > MAX_DROPOUT;
    if (isOther || this.#goesOnBehind(sequence, index)) {
      this.#restart(ssrc, sequence);
      index = this.#highest;
    }
    if (this.#seen.hasSeen(index)) return false;
    this.#seen.see(index);
    this.#received += 1;
    this.#base = Math.min(this.#base, index);
    this.#highest = Math.max(this.#highest, index);
    const last = this.#last;
    this.#last = { timestamp, now };
    if (last !== undefined && last.timestamp !== timestamp) {
      const steps = timestampDistance(timestamp, last.timestamp);
      const difference = Math.abs((now - last.now) * this.#stepsPerMs - steps);
      // After a pause timestamps may continue anywhere.
      if (difference < 1_000 * this.#stepsPerMs) this.#jitter += (difference - this.#jitter) / 16;
    }
    return true;
  }

  /** A packet was counted, but arrived too late to be played. */
  countLate(): void {
    this.#lateCount += 1;
  }

  takeSenderReport(report: InstanceType<typeof packets.SenderReportPacket>, now: number): void {
    const middle = ((report.getNtpSeconds() & 0xffff) << 16) | (report.getNtpFraction() >>> 16);
    this.#senderReport = { middle: middle >>> 0, now };
    if (report.getSsrc() === this.#ssrc) this.#measureLag(report.getRtpTimestamp(), now);
  }

  /**
   * How long before its arrival what arrives was captured, in milliseconds, by the other end's sender reports: a room's
   * picture takes longer to encode than its sound. Undefined without reports, or when they say what cannot be.
   */
  get captureLagMs(): number | undefined {
    return this.#captureLagMs;
  }

  /** @returns the share of the packets expected since the last call that did not arrive in time; 0 when none were. */
  lossSinceLast(): number {
    const expected = this.#expected - this.#judged.expected;
    const received = this.#received - this.#judged.received - this.#lateCount;
    this.#judged = { expected: this.#expected, received: this.#received };
    this.#lateCount = 0;
    return expected <= 0 ? 0 : Math.min(1, Math.max(0, expected - received) / expected);
  }

  /** @returns undefined before anything has arrived. */
  report(now: number): InstanceType<typeof packets.ReceptionReport> | undefined {
    if (this.#ssrc === undefined) return undefined;
    const expected = this.#expected - this.#reported.expected;
    const lost = expected - (this.#received - this.#reported.received);
    this.#reported = { expected: this.#expected, received: this.#received };
    const report = new packets.ReceptionReport();
    report.setSsrc(this.#ssrc);
    report.setFractionLost(
      expected <= 0 ? 0 : Math.min(255, Math.max(0, Math.floor((lost * 256) / expected))),
    );
    report.setTotalLost(Math.min(MAX_LOST, Math.max(0, this.#expected - this.#received)));
    report.setHighestSeqNumber(this.#highest >>> 0);
    report.setJitter(Math.round(this.#jitter) >>> 0);
    report.setLastSRTimestamp(this.#senderReport?.middle ?? 0);
    const sinceMs = this.#senderReport === undefined ? 0 : now - this.#senderReport.now;
    report.setDelaySinceLastSR(Math.round(sinceMs * 65.536) >>> 0);
    return report;
  }

  /** @param timestamp of what was captured when the report was sent: now, but for the network's delay. */
  #measureLag(timestamp: number, now: number): void {
    const last = this.#last;
    if (last === undefined) return;
    const capturedMsAgo = timestampDistance(timestamp, last.timestamp) / this.#stepsPerMs;
    const lag = capturedMsAgo - (now - last.now);
    const before = this.#captureLagMs ?? lag;
    const isPossible = lag >= 0 && lag <= MAX_CAPTURE_LAG_MS;
    this.#captureLagMs = isPossible ? before + (lag - before) * FOLLOWED_LAG : undefined;
  }

  #goesOnBehind(sequence: number, index: number): boolean {
    const isStale = this.#highest - index >= MIN_STALE_DISTANCE;
    const isNext = sequence === this.#afterStale;
    this.#staleCount = !isStale ? 0 : isNext ? this.#staleCount + 1 : 1;
    this.#afterStale = (sequence + 1) & 0xffff;
    return this.#staleCount >= MIN_STALE_RUN;
  }

  get #expected(): number {
    return this.#ssrc === undefined ? 0 : this.#highest - this.#base + 1;
  }

  #restart(ssrc: number, sequence: number): void {
    this.#ssrc = ssrc;
    this.#seen = new ReplayWindow();
    // One wrap above zero, so that a packet that was overtaken has a positive index too.
    this.#highest = 0x1_0000 + sequence;
    this.#staleCount = 0;
    this.#base = this.#highest;
    this.#received = 0;
    this.#last = undefined;
    this.#reported = { expected: 0, received: 0 };
    this.#judged = { expected: 0, received: 0 };
    this.#senderReport = undefined;
    this.#captureLagMs = undefined;
  }
}
