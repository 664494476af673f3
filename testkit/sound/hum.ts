// A continuous tone, like somebody speaking without a pause. Chromium's fake microphone only beeps now and then.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTone } from './wave.ts';

/** @returns the path of a WAV file. @param hertz a frequency that no other sound of the test has. */
export async function hum(hertz = 220): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'distansmote-hum-')), 'hum.wav');
  await writeTone(path, { hertz, seconds: 4, rate: 48_000 });
  return path;
}
