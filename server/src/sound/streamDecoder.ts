// Decodes payloads to samples at 8 or 16 kHz, and conceals lost ones.
import type { SampleRate } from './sampleRate.ts';

/** For one stream, called in playing order. */
export interface StreamDecoder {
  /** Of what it gives out. */
  readonly sampleRate: SampleRate;
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
