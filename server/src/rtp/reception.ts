// What came of a stream and what did not: for RTCP (RFC 3550 §6.4.1) and for who looks after the line.
import { packets } from 'rtp.js';
import { ReplayWindow } from './replayWindow.ts';
import { sequenceDistance, timestampDistance, type RtpPacket } from './rtpPacket.ts';

/** A leap of more is another stream (§A.1). */
const MOST_LEAP = 3_000;
const MOST_LOST = 0x7f_ffff;

export class Reception {
  #ssrc: number | undefined;
  #seen = new ReplayWindow();
  #base = 0;
  #highest = 0;
  #received = 0;
  #jitter = 0;
  #last: { timestamp: number; now: number } | undefined;
  #reported = { expected: 0, received: 0 };
  #judged = { expected: 0, received: 0 };
  #lateCount = 0;
  #senderReport: { middle: number; now: number } | undefined;
  readonly #stepsPerMs: number;

  /** @param clockRate of the RTP timestamps, in Hz. */
  constructor(clockRate: number) {
    this.#stepsPerMs = clockRate / 1_000;
  }

  /** @returns whether it is the first of its number. */
  take({ ssrc, sequence, timestamp }: RtpPacket, now: number): boolean {
    let index = this.#highest + sequenceDistance(sequence, this.#highest & 0xffff);
    if (ssrc !== this.#ssrc || Math.abs(index - this.#highest) > MOST_LEAP) {
      this.#beginAnew(ssrc, sequence);
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
      // After a pause timestamps may go on as they like.
      if (difference < 1_000 * this.#stepsPerMs) this.#jitter += (difference - this.#jitter) / 16;
    }
    return true;
  }

  /** One that was taken came after its time. */
  countLate(): void {
    this.#lateCount += 1;
  }

  takeSenderReport(report: InstanceType<typeof packets.SenderReportPacket>, now: number): void {
    const middle = ((report.getNtpSeconds() & 0xffff) << 16) | (report.getNtpFraction() >>> 16);
    this.#senderReport = { middle: middle >>> 0, now };
  }

  /** Of what was to come since the last time, the share that was not there in time; 0 when nothing was. */
  lossSinceLast(): number {
    const expected = this.#expected - this.#judged.expected;
    const received = this.#received - this.#judged.received - this.#lateCount;
    this.#judged = { expected: this.#expected, received: this.#received };
    this.#lateCount = 0;
    return expected <= 0 ? 0 : Math.min(1, Math.max(0, expected - received) / expected);
  }

  /** Undefined before anything has come. */
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
    report.setTotalLost(Math.min(MOST_LOST, Math.max(0, this.#expected - this.#received)));
    report.setHighestSeqNumber(this.#highest >>> 0);
    report.setJitter(Math.round(this.#jitter) >>> 0);
    report.setLastSRTimestamp(this.#senderReport?.middle ?? 0);
    const sinceMs = this.#senderReport === undefined ? 0 : now - this.#senderReport.now;
    report.setDelaySinceLastSR(Math.round(sinceMs * 65.536) >>> 0);
    return report;
  }

  get #expected(): number {
    return this.#ssrc === undefined ? 0 : this.#highest - this.#base + 1;
  }

  #beginAnew(ssrc: number, sequence: number): void {
    this.#ssrc = ssrc;
    this.#seen = new ReplayWindow();
    // A round above nothing, so that one that was overtaken has a number too.
    this.#highest = 0x1_0000 + sequence;
    this.#base = this.#highest;
    this.#received = 0;
    this.#last = undefined;
    this.#reported = { expected: 0, received: 0 };
    this.#judged = { expected: 0, received: 0 };
    this.#senderReport = undefined;
  }
}
