// Decodes payloads to samples at 8 kHz, and conceals lost ones.
import type { PhoneCodec } from '../rtp/agreedMedia.ts';
import { PacketLossConcealment } from './packetLossConcealment.ts';
import { decodeG711 } from './g711.ts';

/** For one stream, called in playing order. */
export interface StreamDecoder {
  /** RTP clock steps in one of our samples. */
  readonly stepsPerSample: number;
  /** The number of our samples in it; 0 when it cannot be decoded. */
  samplesIn(payload: Uint8Array): number;
  /** Whether the sender pauses after this packet (DTX). */
  isPause(payload: Uint8Array): boolean;
  decode(payload: Uint8Array): Int16Array;
  /** @returns about `count` samples in place of lost ones. */
  conceal(count: number): Int16Array;
}

/** 200 ms: no phone packs more. */
const MAX_BYTES = 1_600;

export class G711Decoder implements StreamDecoder {
  readonly stepsPerSample = 1;
  readonly #codec: PhoneCodec;
  readonly #concealment = new PacketLossConcealment();

  constructor(codec: PhoneCodec) {
    this.#codec = codec;
  }

  samplesIn(payload: Uint8Array): number {
    return payload.length > MAX_BYTES ? 0 : payload.length;
  }

  isPause(): boolean {
    return false;
  }

  decode(payload: Uint8Array): Int16Array {
    const samples = decodeG711(this.#codec, payload);
    this.#concealment.add(samples);
    return samples;
  }

  conceal(count: number): Int16Array {
    return this.#concealment.conceal(count);
  }
}
