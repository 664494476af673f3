// One voice of a meeting on its way to the engine: buffered, decoded to 16 kHz, cut into utterances.
import type { RtpPacket } from '../rtp/rtpPacket.ts';
import type { MixSource } from '../sound/audioMessages.ts';
import { AutomaticGainControl } from '../sound/automaticGainControl.ts';
import { Upsampler } from '../sound/halfBandFilter.ts';
import { JitterBuffer } from '../sound/jitterBuffer.ts';
import type { OpusPool } from '../sound/opusPool.ts';
import { PhoneStreamDecoder } from '../sound/phoneStreamDecoder.ts';
import { WIDEBAND } from '../sound/sampleRate.ts';
import type { StreamDecoder } from '../sound/streamDecoder.ts';
import type { Spoken } from './spoken.ts';
import { UtteranceCutter, type CutRules } from './utteranceCutter.ts';

export class Voice {
  readonly source: MixSource;
  readonly #buffer: JitterBuffer;
  readonly #upsampler: Upsampler | undefined;
  readonly #gainControl = new AutomaticGainControl();
  readonly #cutter: UtteranceCutter;
  readonly #free: () => void;
  #spoken: Spoken | undefined;

  /** @param open takes an utterance; undefined when it cannot be taken. */
  private constructor(
    source: MixSource,
    { decoder, free }: { decoder: StreamDecoder; free: () => void },
    rules: CutRules,
    open: () => Spoken | undefined,
  ) {
    this.source = source;
    this.#buffer = new JitterBuffer(decoder);
    this.#upsampler = decoder.sampleRate === WIDEBAND ? undefined : new Upsampler();
    this.#free = free;
    this.#cutter = new UtteranceCutter(rules, {
      begun: () => {
        this.#spoken = open();
        return this.#spoken !== undefined;
      },
      frame: (samples) => this.#spoken?.write(this.#gainControl.level(samples.slice())),
      ended: (spokenMs) => {
        this.#spoken?.end(spokenMs);
        this.#spoken = undefined;
      },
    });
  }

  /** Rejects when there is no decoder for it. */
  static async open(
    source: MixSource,
    pool: OpusPool,
    rules: CutRules,
    open: () => Spoken | undefined,
  ): Promise<Voice> {
    const { codec } = source;
    if (codec !== 'opus') {
      const decoder = new PhoneStreamDecoder(codec);
      return new Voice(source, { decoder, free: () => undefined }, rules, open);
    }
    const decoder = await pool.take();
    return new Voice(source, { decoder, free: () => decoder.free() }, rules, open);
  }

  put(packet: RtpPacket, now: number): void {
    this.#buffer.put(packet, now);
  }

  /** Each 20 ms. */
  tick(now: number): void {
    const frame = this.#buffer.pull(now);
    this.#cutter.push(frame && (this.#upsampler?.convert(frame) ?? frame));
  }

  /** What it has begun to say is still recognised. */
  close(): void {
    this.#cutter.close();
    this.#free();
  }
}
