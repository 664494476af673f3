// Reorders packets, delays them just enough that few arrive too late, and gives out 20 ms at a time.
import { timestampDistance, type RtpPacket } from '../rtp/rtpPacket.ts';
import { isQuiet } from './audioLevel.ts';
import { samplesInFrame } from './sampleRate.ts';
import type { StreamDecoder } from './streamDecoder.ts';
import { JitterEstimator } from '../rtp/jitterEstimator.ts';

const FRAME_MS = 20;
/** At the start, when nothing is known of the network yet. */
const FIRST_DELAY_MS = 20;
const MAX_DELAY_MS = 200;
/** Margin for a tick that comes a little early. */
const SAFETY_MS = 2;
/** Excess delay is removed in a pause of speech, or after a while; a lot of it without waiting. */
const SHRINK_INTERVAL_MS = 400;
const PATIENCE_MS = 3_000;
const LARGE_EXCESS_MS = 60;
/** After this much concealment the stream counts as ended. */
const IDLE_FRAMES = 6;
/** A packet this far off starts another stream, if the next one continues from it (RFC 3550 §A.1). */
const FAR_MS = 2_000;
const NEAR_MS = 200;
const MAX_PACKETS = 100;

interface Held {
  /** In samples since the start of the stream. */
  position: number;
  samples: number;
  payload: Uint8Array;
}

/** What became of a packet. One that is late may still be played in part. */
export type PutResult = 'inserted' | 'late' | 'discarded';

export class JitterBuffer {
  readonly #decoder: StreamDecoder;
  readonly #samplesPerMs: number;
  readonly #frameSamples: number;
  readonly #jitter = new JitterEstimator();
  #held: Held[] = [];
  /** A timestamp with its position. */
  #anchor: { timestamp: number; position: number } | undefined;
  #ssrc: number | undefined;
  #strayAt: number | undefined;
  /** Position of the next sample to give out. */
  #cursor = 0;
  /** Position up to which packets have been decoded. */
  #decodedTo = 0;
  /** Decoded, but not yet given out. */
  #decoded: Int16Array = new Int16Array();
  #isPlaying = false;
  #startAt = 0;
  /** The time at which position 0 would have been played: now minus the cursor. */
  #clockMs = 0;
  #insertCount = 0;
  #concealed = 0;
  #isPauseExpected = false;
  #shrunkAt = 0;
  #excessSince: number | undefined;

  constructor(decoder: StreamDecoder) {
    this.#decoder = decoder;
    this.#samplesPerMs = decoder.sampleRate / 1_000;
    this.#frameSamples = samplesInFrame(decoder.sampleRate);
  }

  /** @param now in milliseconds of `performance.now()`. */
  put(packet: Pick<RtpPacket, 'ssrc' | 'timestamp' | 'payload'>, now: number): PutResult {
    const samples = this.#decoder.samplesIn(packet.payload);
    if (samples === 0) return 'discarded';
    if (packet.ssrc !== this.#ssrc) this.#restart(packet.ssrc);
    const position = this.#positionOf(packet.timestamp, samples);
    if (position === undefined) return 'discarded';
    this.#isPauseExpected = false;
    const lag = (position - this.#cursor) % this.#frameSamples;
    const early = this.#isPlaying && lag > 0 ? lag / this.#samplesPerMs : 0;
    this.#jitter.add(now - position / this.#samplesPerMs + early);
    if (this.#held.some((one) => one.position === position)) return 'discarded';
    let result: PutResult = 'inserted';
    if (this.#isPlaying && position + samples <= this.#cursor) {
      this.#grow(position);
      result = 'late';
      if (position + samples <= this.#cursor) return result;
    }
    if (!this.#isPlaying && this.#held.length === 0) this.#startAt = now + this.#firstDelayMs();
    this.#hold({ position, samples, payload: packet.payload });
    return result;
  }

  /** What is missing from now on is not lost: a key is pressed, or the sender pauses (DTX). */
  expectPause(): void {
    this.#isPauseExpected = true;
  }

  /** @returns 20 ms; undefined while there is nothing to hear. */
  pull(now: number): Int16Array | undefined {
    if (!this.#isPlaying && !this.#start(now)) return undefined;
    this.#clockMs = now - this.#cursor / this.#samplesPerMs;
    if (this.#insertCount > 0) {
      this.#insertCount -= 1;
      return this.#conceal(this.#frameSamples).slice(0, this.#frameSamples);
    }
    const frame = this.#next();
    if (frame !== undefined && this.#isToShrink(frame, now)) {
      const second = this.#next();
      this.#shrunkAt = now;
      this.#excessSince = undefined;
      return second === undefined ? frame : crossfade(frame, second);
    }
    return frame;
  }

  /** Drops the packets, but keeps what is known of the network. */
  clear(): void {
    this.#isPlaying = false;
    this.#held = [];
    this.#decoded = new Int16Array();
    this.#insertCount = 0;
    this.#isPauseExpected = false;
  }

  #restart(ssrc: number): void {
    this.clear();
    this.#ssrc = ssrc;
    this.#anchor = undefined;
    this.#jitter.clear();
  }

  /** @returns undefined for a packet far from all others. */
  #positionOf(timestamp: number, samples: number): number | undefined {
    const anchor = this.#anchor ?? { timestamp, position: 0 };
    const distance = timestampDistance(timestamp, anchor.timestamp);
    let position = anchor.position + Math.round(distance / this.#decoder.stepsPerSample);
    if (this.#isPlaying && Math.abs(position - this.#cursor) > FAR_MS * this.#samplesPerMs) {
      const next = this.#strayAt === undefined ? -1 : timestampDistance(timestamp, this.#strayAt);
      this.#strayAt = timestamp;
      if (next < 0 || next > samples * this.#decoder.stepsPerSample) return undefined;
      if (this.#ssrc !== undefined) this.#restart(this.#ssrc);
      position = 0;
    }
    this.#strayAt = undefined;
    if (this.#anchor === undefined || distance > 0 || !this.#isPlaying) {
      this.#anchor = { timestamp, position };
    }
    return position;
  }

  #hold(held: Held): void {
    const at = this.#held.findLastIndex(({ position }) => position < held.position);
    this.#held.splice(at + 1, 0, held);
    if (this.#held.length > MAX_PACKETS) this.#held.shift();
  }

  #firstDelayMs(): number {
    return Math.min(MAX_DELAY_MS, Math.max(FIRST_DELAY_MS, this.#jitter.spreadMs));
  }

  #start(now: number): boolean {
    const [first] = this.#held;
    const last = this.#held.at(-1);
    if (first === undefined || last === undefined || now < this.#startAt) return false;
    // After a network stall many packets arrive at once: only the newest still matter.
    const newest = last.position + last.samples;
    const most = Math.max(
      last.samples,
      this.#firstDelayMs() * this.#samplesPerMs + this.#frameSamples,
    );
    if (newest - first.position > NEAR_MS * this.#samplesPerMs) {
      this.#held = this.#held.filter(({ position }) => newest - position <= most);
    }
    this.#cursor = this.#held[0]?.position ?? newest;
    this.#decodedTo = this.#cursor;
    this.#concealed = 0;
    this.#shrunkAt = now;
    this.#excessSince = undefined;
    this.#isPlaying = true;
    return true;
  }

  /** Too many arrive late: everything is played later from now on. */
  #grow(position: number): void {
    const lacking = this.#jitter.latest + SAFETY_MS - this.#clockMs;
    if (lacking <= 0) return;
    const delayMs = this.#clockMs - this.#jitter.latest + this.#jitter.spreadMs;
    const most = Math.floor((MAX_DELAY_MS - delayMs) / FRAME_MS);
    const frames = Math.min(Math.ceil(lacking / FRAME_MS), most) - this.#insertCount;
    if (frames <= 0) return;
    if (position >= this.#decodedTo && this.#decoded.length === 0 && this.#held.length === 0) {
      // It was concealed, and nothing has been played after it: it is played now.
      this.#cursor = Math.max(position, this.#cursor - frames * this.#frameSamples);
      this.#clockMs += frames * FRAME_MS;
    } else {
      this.#insertCount += frames;
    }
  }

  #isToShrink(frame: Int16Array, now: number): boolean {
    const room = this.#clockMs - this.#jitter.latest - FRAME_MS - SAFETY_MS;
    if (room < 0) {
      this.#excessSince = undefined;
      return false;
    }
    this.#excessSince ??= now;
    if (now - this.#shrunkAt < SHRINK_INTERVAL_MS) return false;
    const isUrgent = room > LARGE_EXCESS_MS || now - this.#excessSince > PATIENCE_MS;
    const [next] = this.#held;
    const isThere =
      this.#decoded.length > 0 || (next !== undefined && next.position <= this.#cursor);
    return isThere && (isUrgent || isQuiet(frame));
  }

  /** Advances by 20 ms. */
  #next(): Int16Array | undefined {
    const frame = new Int16Array(this.#frameSamples);
    let filled = 0;
    while (filled < this.#frameSamples) {
      if (this.#decoded.length === 0) this.#decoded = this.#more(this.#frameSamples - filled);
      const given = this.#decoded.subarray(0, this.#frameSamples - filled);
      frame.set(given, filled);
      filled += given.length;
      this.#cursor += given.length;
      this.#decoded = this.#decoded.subarray(given.length);
    }
    if (this.#concealed < IDLE_FRAMES * this.#frameSamples) return frame;
    this.#isPlaying = false;
    return frame;
  }

  /** The samples at the cursor: never empty. */
  #more(wanted: number): Int16Array {
    let [first] = this.#held;
    while (first !== undefined && first.position + first.samples <= this.#cursor) {
      this.#held.shift();
      [first] = this.#held;
    }
    if (first === undefined) return this.#conceal(wanted);
    const gap = first.position - this.#cursor;
    // No network loses so much in a row: the sender has jumped.
    if (gap > NEAR_MS * this.#samplesPerMs) this.#cursor = first.position;
    else if (gap > 0) return this.#conceal(Math.min(gap, wanted)).subarray(0, gap);
    this.#held.shift();
    this.#concealed = 0;
    this.#decodedTo = first.position + first.samples;
    if (this.#decoder.isPause(first.payload)) this.expectPause();
    const samples = this.#decoder.decode(first.payload);
    const known = Math.max(0, this.#cursor - first.position);
    return samples.length > known ? samples.subarray(known) : this.#conceal(wanted);
  }

  #conceal(count: number): Int16Array {
    this.#concealed += this.#isPauseExpected ? IDLE_FRAMES * this.#frameSamples : count;
    const concealed = this.#isPauseExpected ? undefined : this.#decoder.conceal(count);
    if (concealed !== undefined && concealed.length >= count) return concealed;
    return new Int16Array(count);
  }
}

/** Makes 20 ms out of 40, fading from the first frame to the second. */
function crossfade(first: Int16Array, second: Int16Array): Int16Array {
  return first.map((sample, at) => {
    const share = (at + 0.5) / first.length;
    return sample * (1 - share) + (second[at] ?? 0) * share;
  });
}
