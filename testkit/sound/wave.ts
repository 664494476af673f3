// WAV files: writes a tone, reads a recording.
import { readFile, writeFile } from 'node:fs/promises';

const HEADER_BYTES = 44;
const BYTES = 2;

/** Writes 16-bit mono: a RIFF header of 44 bytes, then the samples. @param volume up to 1, full scale. */
export async function writeTone(
  path: string,
  {
    hertz,
    seconds,
    rate,
    volume = 0.5,
  }: { hertz: number; seconds: number; rate: number; volume?: number },
): Promise<void> {
  const samples = Int16Array.from({ length: Math.round(rate * seconds) }, (_, index) =>
    Math.round(32_767 * volume * Math.sin((2 * Math.PI * hertz * index) / rate)),
  );
  await writeSamples(path, samples, rate);
}

/** Writes 16-bit mono. */
export async function writeSamples(path: string, samples: Int16Array, rate: number): Promise<void> {
  const wav = Buffer.alloc(HEADER_BYTES + BYTES * samples.length);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(HEADER_BYTES - 8 + BYTES * samples.length, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(BYTES * rate, 28);
  wav.writeUInt16LE(BYTES, 32);
  wav.writeUInt16LE(8 * BYTES, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(BYTES * samples.length, 40);
  for (const [index, sample] of samples.entries())
    wav.writeInt16LE(sample, HEADER_BYTES + BYTES * index);
  await writeFile(path, wav);
}

/** Samples from -1 to 1. The file may still be being written; its header has no length yet. */
export async function readSamples(path: string): Promise<Float32Array> {
  const wav = await readFile(path).catch(() => Buffer.alloc(0));
  const count = Math.max(0, Math.floor((wav.length - HEADER_BYTES) / BYTES));
  const samples = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    samples[index] = wav.readInt16LE(HEADER_BYTES + BYTES * index) / 32_768;
  }
  return samples;
}
