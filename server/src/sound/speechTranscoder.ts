// Makes of a telephone's packets what its meeting carries: in most cases what they are.
import type { SpeechCodec } from '../rtp/agreedMedia.ts';
import { asALaw } from './g711.ts';
import { Downsampler, Upsampler } from './halfBandFilter.ts';
import { speechDecoder, type SpeechDecoder } from './phoneStreamDecoder.ts';
import { speechEncoder, type SpeechEncoder } from './speechEncoder.ts';
import { sampleRateOf } from './sampleRate.ts';

/** What a meeting carries of telephones and rooms. */
export type MeetingSpeechCodec = Exclude<SpeechCodec, 'PCMU'>;

/** For one stream, in the order in which its packets arrive. */
export class SpeechTranscoder {
  readonly #codec: SpeechCodec;
  readonly #decoder: SpeechDecoder;
  /** Only where the meeting carries another codec than the telephone's, at another rate. */
  #other: { codec: MeetingSpeechCodec; resampler: Resampler; encoder: SpeechEncoder } | undefined;

  /** @param codec of the telephone */
  constructor(codec: SpeechCodec) {
    this.#codec = codec;
    this.#decoder = speechDecoder(codec);
  }

  /** @returns the samples of the next packet, at the telephone's rate. */
  decode(payload: Uint8Array): Int16Array {
    return this.#decoder.decode(payload);
  }

  /**
   * @param samples what `decode` made of the payload
   * @returns as many RTP clock steps of `wanted`
   */
  encode(payload: Uint8Array, samples: Int16Array, wanted: MeetingSpeechCodec): Uint8Array {
    if (this.#codec === wanted) return payload;
    if (this.#codec !== 'G722' && wanted !== 'G722') return asALaw(this.#codec, payload);
    if (this.#other?.codec !== wanted) {
      const isUp = sampleRateOf(wanted) > sampleRateOf(this.#codec);
      const resampler = isUp ? new Upsampler() : new Downsampler();
      this.#other = { codec: wanted, resampler, encoder: speechEncoder(wanted) };
    }
    const { resampler, encoder } = this.#other;
    return encoder.encode(resampler.convert(samples));
  }
}

type Resampler = Upsampler | Downsampler;
