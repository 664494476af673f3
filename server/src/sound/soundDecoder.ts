// From what a packet holds to sound at 8 kHz, and what is heard when a packet is missing.
import type { PhoneCodec } from '../rtp/agreedMedia.ts';
import { PacketLossConcealment } from './packetLossConcealment.ts';
import { decodeG711 } from './g711.ts';

/** Of one stream, asked in the order in which it is played. */
export interface SoundDecoder {
  /** The steps of its RTP timestamps in one of our samples. */
  readonly stepsPerSample: number;
  /** Samples of ours in it; 0 when it cannot be played. */
  samplesIn(payload: Uint8Array): number;
  /** After this packet its sender rests (DTX). */
  isRest(payload: Uint8Array): boolean;
  decode(payload: Uint8Array): Int16Array;
  /** @returns about so many samples, in place of lost ones. */
  conceal(count: number): Int16Array;
}

/** 200 ms: nobody packs more. */
const MOST_BYTES = 1_600;

export class G711Decoder implements SoundDecoder {
  readonly stepsPerSample = 1;
  readonly #codec: PhoneCodec;
  readonly #concealment = new PacketLossConcealment();

  constructor(codec: PhoneCodec) {
    this.#codec = codec;
  }

  samplesIn(payload: Uint8Array): number {
    return payload.length > MOST_BYTES ? 0 : payload.length;
  }

  isRest(): boolean {
    return false;
  }

  decode(payload: Uint8Array): Int16Array {
    const samples = decodeG711(this.#codec, payload);
    this.#concealment.follow(samples);
    return samples;
  }

  conceal(count: number): Int16Array {
    return this.#concealment.conceal(count);
  }
}
