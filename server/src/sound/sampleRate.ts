// The two rates at which sound is decoded and mixed: of telephones, and of what has G.722.
import type { SpeechCodec } from '../rtp/agreedMedia.ts';

/** Samples per second. */
export type SampleRate = 8_000 | 16_000;

export const NARROWBAND = 8_000;
export const WIDEBAND = 16_000;

/** RTP clock steps in 20 ms of G.711 and of G.722, whose clock is 8,000 Hz too (RFC 3551 §4.5.2). */
export const FRAME_CLOCK_STEPS = 160;

export function sampleRateOf(codec: SpeechCodec): SampleRate {
  return codec === 'G722' ? WIDEBAND : NARROWBAND;
}

/** In 20 ms: the tick of the audio engine. */
export function samplesInFrame(rate: SampleRate): number {
  return rate / 50;
}
