// A WAV file in memory: 16 bits, mono, at 16 kHz.
import { WIDEBAND } from '../sound/sampleRate.ts';

const HEADER_BYTES = 44;

export function wavFile(frames: readonly Int16Array[]): Buffer {
  const sound = s16le(frames);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES - 8 + sound.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(WIDEBAND, 24);
  header.writeUInt32LE(2 * WIDEBAND, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(sound.length, 40);
  return Buffer.concat([header, sound]);
}

/** Samples as bytes, the lower one first. */
export function s16le(frames: readonly Int16Array[]): Buffer {
  const bytes = Buffer.alloc(2 * frames.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const frame of frames) for (const sample of frame) at = bytes.writeInt16LE(sample, at);
  return bytes;
}
