// Puts packets into their order and holds them just long enough that few come too late, then gives 20 ms at a time.
import { FRAME_SAMPLES, SAMPLES_PER_MS } from './g711.ts';
import { timestampDistance, type RtpPacket } from '../rtp/rtpPacket.ts';
import { isQuiet } from './soundLevel.ts';
import type { SoundDecoder } from './soundDecoder.ts';
import { JitterEstimator } from '../rtp/jitterEstimator.ts';

const FRAME_MS = 20;
/** Of sound that has just begun, when nothing is known of the network yet. */
const FIRST_DELAY_MS = 20;
const MOST_DELAY_MS = 200;
/** What a packet must be early by, for a tick that comes a little early. */
const SAFETY_MS = 2;
/** Delay is taken back in a pause of speech, or after a while; a great deal of it at once. */
const SHRINK_EVERY_MS = 400;
const PATIENCE_MS = 3_000;
const GREAT_MS = 60;
/** After so much made-up sound there is none any more. */
const IDLE_SAMPLES = 6 * FRAME_SAMPLES;
/** A packet farther off is of another stream, when the next one goes on from it (RFC 3550 §A.1). */
const FAR_SAMPLES = 2_000 * SAMPLES_PER_MS;
const NEAR_SAMPLES = 200 * SAMPLES_PER_MS;
const MOST_PACKETS = 100;

interface Held {
  /** In samples from where the stream began. */
  position: number;
  samples: number;
  payload: Uint8Array;
}

/** What became of a packet. */
export type Taking = 'taken' | 'late' | 'useless';

export class JitterBuffer {
  readonly #decoder: SoundDecoder;
  readonly #transits = new JitterEstimator();
  #held: Held[] = [];
  /** A timestamp and its place. */
  #anchor: { timestamp: number; position: number } | undefined;
  #ssrc: number | undefined;
  #strayAt: number | undefined;
  /** The next sample to be given. */
  #cursor = 0;
  /** Up to here packets have been decoded. */
  #decodedTo = 0;
  /** Decoded, but not yet given. */
  #rest: Int16Array = new Int16Array();
  #isPlaying = false;
  #startAt = 0;
  /** The time of day, less where the cursor was then. */
  #clockMs = 0;
  #insertCount = 0;
  #concealed = 0;
  #isRestExpected = false;
  #shrunkAt = 0;
  #roomSince: number | undefined;

  constructor(decoder: SoundDecoder) {
    this.#decoder = decoder;
  }

  /** @param now in milliseconds of `performance.now()`. */
  put(packet: Pick<RtpPacket, 'ssrc' | 'timestamp' | 'payload'>, now: number): Taking {
    const samples = this.#decoder.samplesIn(packet.payload);
    if (samples === 0) return 'useless';
    if (packet.ssrc !== this.#ssrc) this.#beginAnew(packet.ssrc);
    const position = this.#positionOf(packet.timestamp, samples);
    if (position === undefined) return 'useless';
    this.#isRestExpected = false;
    const lag = (position - this.#cursor) % FRAME_SAMPLES;
    const early = this.#isPlaying && lag > 0 ? lag / SAMPLES_PER_MS : 0;
    this.#transits.add(now - position / SAMPLES_PER_MS + early);
    if (this.#held.some((one) => one.position === position)) return 'useless';
    let taking: Taking = 'taken';
    if (this.#isPlaying && position + samples <= this.#cursor) {
      this.#grow(position);
      taking = 'late';
      if (position + samples <= this.#cursor) return taking;
    }
    if (!this.#isPlaying && this.#held.length === 0) this.#startAt = now + this.#firstDelayMs();
    this.#hold({ position, samples, payload: packet.payload });
    return taking;
  }

  /** What is missing from now on is not lost: a key is being pressed, or the sender rests. */
  expectRest(): void {
    this.#isRestExpected = true;
  }

  /** @returns 20 ms, or undefined while there is nothing to be heard. */
  pull(now: number): Int16Array | undefined {
    if (!this.#isPlaying && !this.#start(now)) return undefined;
    this.#clockMs = now - this.#cursor / SAMPLES_PER_MS;
    if (this.#insertCount > 0) {
      this.#insertCount -= 1;
      return this.#made(FRAME_SAMPLES).slice(0, FRAME_SAMPLES);
    }
    const frame = this.#next();
    if (frame !== undefined && this.#isToShrink(frame, now)) {
      const second = this.#next();
      this.#shrunkAt = now;
      this.#roomSince = undefined;
      return second === undefined ? frame : goOver(frame, second);
    }
    return frame;
  }

  /** Forgets what it holds; what it knows of the network it keeps. */
  clear(): void {
    this.#isPlaying = false;
    this.#held = [];
    this.#rest = new Int16Array();
    this.#insertCount = 0;
    this.#isRestExpected = false;
  }

  #beginAnew(ssrc: number): void {
    this.clear();
    this.#ssrc = ssrc;
    this.#anchor = undefined;
    this.#transits.clear();
  }

  /** Undefined for a packet that is far from all others. */
  #positionOf(timestamp: number, samples: number): number | undefined {
    const anchor = this.#anchor ?? { timestamp, position: 0 };
    const distance = timestampDistance(timestamp, anchor.timestamp);
    let position = anchor.position + Math.round(distance / this.#decoder.stepsPerSample);
    if (this.#isPlaying && Math.abs(position - this.#cursor) > FAR_SAMPLES) {
      const next = this.#strayAt === undefined ? -1 : timestampDistance(timestamp, this.#strayAt);
      this.#strayAt = timestamp;
      if (next < 0 || next > samples * this.#decoder.stepsPerSample) return undefined;
      if (this.#ssrc !== undefined) this.#beginAnew(this.#ssrc);
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
    if (this.#held.length > MOST_PACKETS) this.#held.shift();
  }

  #firstDelayMs(): number {
    return Math.min(MOST_DELAY_MS, Math.max(FIRST_DELAY_MS, this.#transits.spreadMs));
  }

  #start(now: number): boolean {
    const [first] = this.#held;
    const last = this.#held.at(-1);
    if (first === undefined || last === undefined || now < this.#startAt) return false;
    // After a standstill much comes at once: only the end of it is still news.
    const newest = last.position + last.samples;
    const most = Math.max(last.samples, this.#firstDelayMs() * SAMPLES_PER_MS + FRAME_SAMPLES);
    if (newest - first.position > NEAR_SAMPLES) {
      this.#held = this.#held.filter(({ position }) => newest - position <= most);
    }
    this.#cursor = this.#held[0]?.position ?? newest;
    this.#decodedTo = this.#cursor;
    this.#concealed = 0;
    this.#shrunkAt = now;
    this.#roomSince = undefined;
    this.#isPlaying = true;
    return true;
  }

  /** Many come too late: from now on everything is played later. */
  #grow(position: number): void {
    const lacking = this.#transits.latest + SAFETY_MS - this.#clockMs;
    if (lacking <= 0) return;
    const delayMs = this.#clockMs - this.#transits.latest + this.#transits.spreadMs;
    const most = Math.floor((MOST_DELAY_MS - delayMs) / FRAME_MS);
    const frames = Math.min(Math.ceil(lacking / FRAME_MS), most) - this.#insertCount;
    if (frames <= 0) return;
    if (position >= this.#decodedTo && this.#rest.length === 0 && this.#held.length === 0) {
      // In its place something was made up, and nothing has come after it: it is played now.
      this.#cursor = Math.max(position, this.#cursor - frames * FRAME_SAMPLES);
      this.#clockMs += frames * FRAME_MS;
    } else {
      this.#insertCount += frames;
    }
  }

  #isToShrink(frame: Int16Array, now: number): boolean {
    const room = this.#clockMs - this.#transits.latest - FRAME_MS - SAFETY_MS;
    if (room < 0) {
      this.#roomSince = undefined;
      return false;
    }
    this.#roomSince ??= now;
    if (now - this.#shrunkAt < SHRINK_EVERY_MS) return false;
    const isUrgent = room > GREAT_MS || now - this.#roomSince > PATIENCE_MS;
    const [next] = this.#held;
    const isThere = this.#rest.length > 0 || (next !== undefined && next.position <= this.#cursor);
    return isThere && (isUrgent || isQuiet(frame));
  }

  /** Goes on by 20 ms. */
  #next(): Int16Array | undefined {
    const frame = new Int16Array(FRAME_SAMPLES);
    let filled = 0;
    while (filled < FRAME_SAMPLES) {
      if (this.#rest.length === 0) this.#rest = this.#more(FRAME_SAMPLES - filled);
      const given = this.#rest.subarray(0, FRAME_SAMPLES - filled);
      frame.set(given, filled);
      filled += given.length;
      this.#cursor += given.length;
      this.#rest = this.#rest.subarray(given.length);
    }
    if (this.#concealed < IDLE_SAMPLES) return frame;
    this.#isPlaying = false;
    return frame;
  }

  /** What comes after the cursor: never empty. */
  #more(wanted: number): Int16Array {
    let [first] = this.#held;
    while (first !== undefined && first.position + first.samples <= this.#cursor) {
      this.#held.shift();
      [first] = this.#held;
    }
    if (first === undefined) return this.#made(wanted);
    const gap = first.position - this.#cursor;
    // No network makes up for so long a gap: the sender has leapt.
    if (gap > NEAR_SAMPLES) this.#cursor = first.position;
    else if (gap > 0) return this.#made(Math.min(gap, wanted)).subarray(0, gap);
    this.#held.shift();
    this.#concealed = 0;
    this.#decodedTo = first.position + first.samples;
    if (this.#decoder.isRest(first.payload)) this.expectRest();
    const samples = this.#decoder.decode(first.payload);
    const known = Math.max(0, this.#cursor - first.position);
    return samples.length > known ? samples.subarray(known) : this.#made(wanted);
  }

  #made(count: number): Int16Array {
    this.#concealed += this.#isRestExpected ? IDLE_SAMPLES : count;
    const made = this.#isRestExpected ? undefined : this.#decoder.conceal(count);
    if (made !== undefined && made.length >= count) return made;
    return new Int16Array(count);
  }
}

/** Twenty milliseconds out of forty: at first the one, at last the other. */
function goOver(first: Int16Array, second: Int16Array): Int16Array {
  return first.map((sample, at) => {
    const share = (at + 0.5) / FRAME_SAMPLES;
    return sample * (1 - share) + (second[at] ?? 0) * share;
  });
}
