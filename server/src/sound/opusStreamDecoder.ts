// Decodes the browsers' Opus to 8 or 16 kHz.
import { OpusDecoder } from 'opus-decoder';
import type { SampleRate } from './sampleRate.ts';
import type { StreamDecoder } from './streamDecoder.ts';

type Wasm = OpusDecoder<SampleRate>;

/** RFC 7587 §4.1. */
const CLOCK_RATE = 48_000;

/** Of one packet (RFC 6716 §3.4): the decoder throws on larger ones. */
const MAX_BYTES = 1_275;
/** A TOC byte alone, or with one more, is DTX: silence, and nothing follows for a while (RFC 6716 §2.1.9). */
const DTX_BYTES = 2;
const MAX_MS = 120;
const nothing = new Int16Array();

export class OpusStreamDecoder implements StreamDecoder {
  readonly sampleRate: SampleRate;
  readonly stepsPerSample: number;
  readonly #wasm: Wasm;
  #toc: number | undefined;

  private constructor(wasm: Wasm, rate: SampleRate) {
    this.sampleRate = rate;
    this.stepsPerSample = CLOCK_RATE / rate;
    this.#wasm = wasm;
  }

  static async open(rate: SampleRate): Promise<OpusStreamDecoder> {
    const wasm = new OpusDecoder({ channels: 1, sampleRate: rate });
    await wasm.ready;
    return new OpusStreamDecoder(wasm, rate);
  }

  samplesIn(payload: Uint8Array): number {
    if (payload.length === 0 || payload.length > MAX_BYTES) return 0;
    const ms = millisecondsIn(payload);
    return ms > MAX_MS ? 0 : (ms * this.sampleRate) / 1_000;
  }

  isPause(payload: Uint8Array): boolean {
    return payload.length <= DTX_BYTES;
  }

  decode(payload: Uint8Array): Int16Array {
    this.#toc = (payload[0] ?? 0) & 0xfc;
    return this.#decode(payload);
  }

  /** A packet with the TOC byte alone makes the decoder conceal a loss. */
  conceal(): Int16Array {
    return this.#toc === undefined ? nothing : this.#decode(Uint8Array.of(this.#toc));
  }

  free(): void {
    this.#wasm.free();
  }

  #decode(payload: Uint8Array): Int16Array {
    // The decoder logs each bad packet to the console.
    const { error } = console;
    console.error = () => undefined;
    try {
      const [channel] = this.#wasm.decodeFrame(payload).channelData;
      return channel === undefined ? nothing : asInt16(channel);
    } catch {
      return nothing;
    } finally {
      console.error = error;
    }
  }
}

function asInt16(channel: Float32Array): Int16Array {
  const samples = new Int16Array(channel.length);
  for (let at = 0; at < channel.length; at += 1) {
    samples[at] = Math.max(-32_768, Math.min(32_767, (channel[at] ?? 0) * 32_767));
  }
  return samples;
}

/** From the TOC byte and frame count (RFC 6716 §3.1, §3.2). */
function millisecondsIn([toc = 0, frames = 0]: Uint8Array): number {
  const configuration = toc >> 3;
  let ms: number;
  if (configuration < 12) ms = [10, 20, 40, 60][configuration % 4] ?? 0;
  else if (configuration < 16) ms = configuration % 2 === 0 ? 10 : 20;
  else ms = [2.5, 5, 10, 20][configuration % 4] ?? 0;
  const code = toc & 3;
  if (code === 0) return ms;
  return code === 3 ? ms * (frames & 0x3f) : ms * 2;
}
