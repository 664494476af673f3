// Recognises tones as words, by real analysis of the sound: what a speech recogniser is for speech.
import { toneIn } from '../sound/tones.ts';

export const RATE = 16_000;
/** 40 ms. */
const WINDOW = 640;
/** Of samples of 16 bits. */
const AUDIBLE = 400;

/** By frequency, each a multiple of 25 Hz, so that a window has whole periods. */
const WORDS: Readonly<Record<number, string>> = {
  200: 'noll',
  440: 'ett',
  600: 'två',
  800: 'tre',
  1_000: 'fyra',
  1_400: 'fem',
};

/** @returns the words in the order in which they are heard, the same one after another once: words have syllables. */
export function wordsIn(samples: Int16Array): string[] {
  const heard: string[] = [];
  let before: string | undefined;
  for (let at = 0; at + WINDOW <= samples.length; at += WINDOW) {
    const word = loudestIn(samples.subarray(at, at + WINDOW));
    if (word === undefined || word === before) continue;
    heard.push(word);
    before = word;
  }
  return heard;
}

function loudestIn(window: Int16Array): string | undefined {
  const heard = Object.entries(WORDS).map(([hertz, word]) => ({
    word,
    level: toneIn(window, Number(hertz), RATE),
  }));
  const loudest = heard.reduce((one, other) => (other.level > one.level ? other : one));
  return loudest.level > AUDIBLE ? loudest.word : undefined;
}

/** @param bytes 16 bits, the lower byte first. */
export const samplesOf = (bytes: Buffer): Int16Array =>
  Int16Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readInt16LE(2 * at));
