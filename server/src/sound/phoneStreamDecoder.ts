// Decodes a telephone's stream, of one byte for each RTP clock step, and conceals what was lost of it.
import type { SpeechCodec } from '../rtp/agreedMedia.ts';
import { decodeG711 } from './g711.ts';
import { G722Decoder } from './g722/g722Decoder.ts';
import { PacketLossConcealment } from './packetLossConcealment.ts';
import { NARROWBAND, type SampleRate, sampleRateOf } from './sampleRate.ts';
import type { StreamDecoder } from './streamDecoder.ts';

/** 200 ms: no phone packs more. */
const MAX_BYTES = 1_600;

export class PhoneStreamDecoder implements StreamDecoder {
  readonly sampleRate: SampleRate;
  readonly stepsPerSample: number;
  readonly #samplesPerByte: number;
  readonly #speech: SpeechDecoder;
  readonly #concealment: PacketLossConcealment;

  constructor(codec: SpeechCodec) {
    this.sampleRate = sampleRateOf(codec);
    this.#samplesPerByte = this.sampleRate / NARROWBAND;
    this.stepsPerSample = 1 / this.#samplesPerByte;
    this.#speech = speechDecoder(codec);
    this.#concealment = new PacketLossConcealment(this.sampleRate);
  }

  samplesIn(payload: Uint8Array): number {
    return payload.length > MAX_BYTES ? 0 : payload.length * this.#samplesPerByte;
  }

  isPause(): boolean {
    return false;
  }

  decode(payload: Uint8Array): Int16Array {
    const samples = this.#speech.decode(payload);
    this.#concealment.add(samples);
    return samples;
  }

  conceal(count: number): Int16Array {
    return this.#concealment.conceal(count);
  }
}

/** For one stream, in order. */
export interface SpeechDecoder {
  /** @param payload a byte for each RTP clock step. @returns samples at the codec's rate. */
  decode(payload: Uint8Array): Int16Array;
}

export function speechDecoder(codec: SpeechCodec): SpeechDecoder {
  if (codec === 'G722') return new G722Decoder();
  return { decode: (payload) => decodeG711(codec, payload) };
}
