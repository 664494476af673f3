// A hum without a pause, as one who speaks on: Chromium's own fake microphone only beeps now and then.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RATE = 48_000;
const SECONDS = 4;

/** @returns the path of a WAV file: 16 bits, one channel (the RIFF header of 44 bytes, then the samples). */
export async function hum(): Promise<string> {
  const samples = RATE * SECONDS;
  const wav = Buffer.alloc(44 + 2 * samples);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + 2 * samples, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(2 * RATE, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(2 * samples, 40);
  for (let index = 0; index < samples; index += 1) {
    const wave = Math.sin((2 * Math.PI * 220 * index) / RATE);
    wav.writeInt16LE(Math.round(16_000 * wave), 44 + 2 * index);
  }
  const path = join(await mkdtemp(join(tmpdir(), 'distansmote-hum-')), 'hum.wav');
  await writeFile(path, wav);
  return path;
}
