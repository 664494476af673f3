// Somebody who says one word over and over, with a rest between: a tone, as the servers of this folder recognise it.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tone } from '../sound/tones.ts';
import { writeSamples } from '../sound/wave.ts';

const RATE = 48_000;
const LOUDNESS = 12_000;
const SYLLABLE = RATE / 5;
const BETWEEN = RATE / 12;
const SYLLABLES = 3;
const REST_SECONDS = 2;

/** @returns the path of a WAV file, to be played in a loop. */
export async function toneVoice(hertz: number): Promise<string> {
  const samples = new Int16Array(SYLLABLES * (SYLLABLE + BETWEEN) + REST_SECONDS * RATE);
  for (let at = 0; at < SYLLABLES; at += 1)
    samples.set(tone(hertz, SYLLABLE, LOUDNESS, RATE), at * (SYLLABLE + BETWEEN));
  const path = join(await mkdtemp(join(tmpdir(), 'distansmote-voice-')), 'voice.wav');
  await writeSamples(path, samples, RATE);
  return path;
}
