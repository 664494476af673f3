// One voice of the meeting on its way into the mix: buffered, decoded at the mix's rate, and levelled.
import { AutomaticGainControl } from './automaticGainControl.ts';
import type { MixSource } from './audioMessages.ts';
import { JitterBuffer } from './jitterBuffer.ts';
import type { OpusPool } from './opusPool.ts';
import { PhoneStreamDecoder } from './phoneStreamDecoder.ts';
import type { RtpPacket } from '../rtp/rtpPacket.ts';
import type { SampleRate } from './sampleRate.ts';

/** Decoders for each rate of a mix. */
export type OpusPools = Readonly<Record<SampleRate, OpusPool>>;

interface Opened {
  buffer: JitterBuffer;
  free(): void;
}

export class SourceInput {
  readonly source: MixSource;
  readonly #pools: OpusPools;
  readonly #gainControl = new AutomaticGainControl();
  #rate: SampleRate;
  /** Undefined until its decoder is ready. */
  #current: Opened | undefined;
  /** At another rate: it takes over at its first frame. */
  #next: Opened | undefined;
  #isClosed = false;

  constructor(source: MixSource, pools: OpusPools, rate: SampleRate) {
    this.source = source;
    this.#pools = pools;
    this.#rate = rate;
  }

  /** Rejects when there is no decoder: the source stays silent. */
  async open(): Promise<void> {
    const rate = this.#rate;
    const opened = await this.#openAt(rate);
    if (this.#isClosed || this.#rate !== rate) return opened.free();
    this.#next?.free();
    this.#next = undefined;
    if (this.#current === undefined) this.#current = opened;
    else this.#next = opened;
  }

  /** Opus is decoded at that rate as soon as a decoder is ready; other codecs have a rate of their own. */
  setRate(rate: SampleRate): void {
    if (rate === this.#rate) return;
    this.#rate = rate;
    // Without a decoder for the new rate, it goes on at the old one.
    if (this.source.codec === 'opus') this.open().catch(() => undefined);
  }

  put(packet: RtpPacket, now: number): void {
    this.#current?.buffer.put(packet, now);
    this.#next?.buffer.put(packet, now);
  }

  /** @returns 20 ms; nothing while it is silent, and both rates while it fades from one to the other. */
  pull(now: number): Int16Array[] {
    const former = this.#current;
    const frame = former?.buffer.pull(now);
    const next = this.#next?.buffer.pull(now);
    if (this.#next !== undefined && (next !== undefined || frame === undefined)) {
      this.#current = this.#next;
      this.#next = undefined;
      former?.free();
      if (next !== undefined) fade(next, 0, 1);
      if (frame !== undefined) fade(frame, 1, 0);
    }
    return [frame, next]
      .filter((one) => one !== undefined)
      .map((one) => this.#gainControl.level(one));
  }

  close(): void {
    this.#isClosed = true;
    this.#current?.free();
    this.#next?.free();
    this.#current = undefined;
    this.#next = undefined;
  }

  async #openAt(rate: SampleRate): Promise<Opened> {
    const { codec } = this.source;
    if (codec !== 'opus') {
      return { buffer: new JitterBuffer(new PhoneStreamDecoder(codec)), free: () => {} };
    }
    const decoder = await this.#pools[rate].take();
    return { buffer: new JitterBuffer(decoder), free: () => decoder.free() };
  }
}

function fade(frame: Int16Array, from: number, to: number): void {
  for (let at = 0; at < frame.length; at += 1) {
    frame[at] = (frame[at] ?? 0) * (from + ((to - from) * (at + 0.5)) / frame.length);
  }
}
