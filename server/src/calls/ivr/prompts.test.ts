// Every prompt exists in both languages, is as loud as the others, and is documented.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alaw } from 'alawmulaw';
import { describe, expect, test } from 'vitest';
import {
  isSentence,
  isSound,
  PROMPT_LANGUAGES,
  PROMPT_NAMES,
  PROMPTS,
  type PromptName,
} from './prompts.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const FOLDER = join(ROOT, 'server/prompts');
const BYTES_A_SECOND = 8000;
/** Samples in 20 ms. */
const FRAME = 160;

describe.each(PROMPT_LANGUAGES)('%s', (language) => {
  const bytesOf = (name: string) => readFileSync(join(FOLDER, language, `${name}.alaw`));

  test('every prompt has a file, and there is no other file', () => {
    const files = readdirSync(join(FOLDER, language)).toSorted();
    expect(files).toEqual(PROMPT_NAMES.map((name) => `${name}.alaw`).toSorted());
  });

  test('each file is about as long as its text', () => {
    const seconds = (name: PromptName) => bytesOf(name).length / BYTES_A_SECOND;
    const unfitting = PROMPT_NAMES.filter((name) => {
      const letters = PROMPTS[name][language].length;
      const isLong = seconds(name) > 0.25 + letters * 0.03;
      return !isSound(name) && !(isLong && seconds(name) < 0.8 + letters * 0.12);
    });
    expect(unfitting).toEqual([]);
    expect(seconds('waitingMusic')).toBe(10);
    expect(seconds('pause')).toBe(0.4);
  });

  test('all prompts are equally loud, and the music is quieter', () => {
    const unlike = PROMPT_NAMES.filter((name) => {
      if (name === 'pause') return false;
      const wanted = name === 'waitingMusic' ? -34 : -20;
      return Math.abs(activeLevel(frameLevels(bytesOf(name))) - wanted) > 1.5;
    });
    expect(unlike).toEqual([]);
  });

  test('each sentence starts at once and ends with a short pause', () => {
    const unlike = PROMPT_NAMES.filter(isSentence).filter((name) => {
      const isLoud = frameLevels(bytesOf(name)).map((level) => level > -55);
      const breath = isLoud.length - isLoud.lastIndexOf(true);
      return isLoud.indexOf(true) > 5 || breath < 15 || breath > 35;
    });
    expect(unlike).toEqual([]);
  });
});

test('the music loops without an audible seam', () => {
  const samples = alaw.decode(readFileSync(join(FOLDER, 'sv/waitingMusic.alaw')));
  const steps = samples.map((sample, at) => Math.abs(sample - (samples[at - 1] ?? sample)));
  const seam = Math.abs((samples[0] ?? 0) - (samples.at(-1) ?? 0));
  expect(seam).toBeLessThanOrEqual(Math.max(...steps));
});

test('the documentation lists every name and text', () => {
  const page = readFileSync(join(ROOT, 'docs/telephony-prompts.md'), 'utf8');
  const list = page.slice(page.indexOf('<!-- the list -->'), page.indexOf('<!-- the end -->'));
  expect(list.match(/^\| `.*$/gm)).toEqual(
    PROMPT_NAMES.map((name) => `| \`${name}\` | ${PROMPTS[name].sv} | ${PROMPTS[name].en} |`),
  );
});

/** In dBov, of each 20 ms. */
function frameLevels(bytes: Buffer): number[] {
  const samples = alaw.decode(bytes);
  const levels: number[] = [];
  for (let at = 0; at + FRAME <= samples.length; at += FRAME) {
    const frame = samples.subarray(at, at + FRAME);
    const power = frame.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / FRAME;
    levels.push(10 * Math.log10(power));
  }
  return levels;
}

/** Over the frames that are not silent. */
function activeLevel(levels: number[]): number {
  const loudest = Math.max(...levels);
  const powers = levels.filter((level) => level > loudest - 40).map((level) => 10 ** (level / 10));
  return 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
}
