// Encodes what one telephone hears, in the codec that was agreed with it.
import type { SpeechCodec } from '../rtp/agreedMedia.ts';
import { encodeG711 } from './g711.ts';
import { G722Encoder } from './g722/g722Encoder.ts';

/** For one stream, in order. */
export interface SpeechEncoder {
  /** @param samples at the codec's rate. @returns a byte for each RTP clock step. */
  encode(samples: Int16Array): Uint8Array;
}

export function speechEncoder(codec: SpeechCodec): SpeechEncoder {
  if (codec === 'G722') return new G722Encoder();
  return { encode: (samples) => encodeG711(codec, samples) };
}
