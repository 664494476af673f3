// Makes the prompts that callers hear, server/prompts, and their list in docs/telephony-prompts.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isForeign,
  isSentence,
  isSound,
  PROMPT_LANGUAGES,
  PROMPT_NAMES,
  PROMPTS,
} from '../server/src/calls/ivr/prompts.ts';
import { ROOT } from './places.mjs';

const FOLDER = join(ROOT, 'server', 'prompts');
const PAGE = join(ROOT, 'docs', 'telephony-prompts.md');
const LIST = /(<!-- the list -->\n)[^]*(<!-- the end -->)/;

const RATE_HZ = 8000;
/** Of what is spoken, in dBov: alike loud, with room for the peaks of speech. */
const SPEECH_DBOV = -20;
const MUSIC_DBOV = -34;
/** Peaks above this are rounded off. */
const CEILING = 0.8;
/** Quieter than this is no speech, against the loudest 20 ms of it. */
const SILENCE_DB = -40;
const FRAME = RATE_HZ / 50;
const LEAD_SECONDS = 0.03;
/** Prompts are played one right after the other. */
const AFTER_SENTENCE_SECONDS = 0.35;
const AFTER_NUMBER_SECONDS = 0.12;

const PAUSE_SECONDS = 0.4;
const MUSIC_SECONDS = 10;

for (const language of PROMPT_LANGUAGES) {
  rmSync(join(FOLDER, language), { recursive: true, force: true });
  mkdirSync(join(FOLDER, language), { recursive: true });
  for (const name of PROMPT_NAMES)
    writeFileSync(join(FOLDER, language, `${name}.alaw`), toAlaw(samplesOf(name, language)));
}

const rows = PROMPT_NAMES.map(
  (name) => `| \`${name}\` | ${PROMPTS[name].sv} | ${PROMPTS[name].en} |`,
);
const list = ['| name | `sv` | `en` |', '|---|---|---|', ...rows, ''].join('\n');
writeFileSync(
  PAGE,
  readFileSync(PAGE, 'utf8').replace(LIST, (_, begin, end) => begin + list + end),
);
console.log(`${PROMPT_NAMES.length} prompts in ${PROMPT_LANGUAGES.length} languages are made.`);

/** Of -1 to 1, at 8 kHz. */
function samplesOf(name, language) {
  if (isSound(name)) return name === 'pause' ? new Float64Array(PAUSE_SECONDS * RATE_HZ) : music();
  const voice = isForeign(name) ? PROMPT_LANGUAGES.find((other) => other !== language) : language;
  const after = isSentence(name) ? AFTER_SENTENCE_SECONDS : AFTER_NUMBER_SECONDS;
  return trimmed(levelled(spoken(PROMPTS[name][language], voice), SPEECH_DBOV), after);
}

function spoken(words, voice) {
  const speech = execFileSync(
    'espeak-ng',
    ['-v', voice, '-s', '145', '-p', '45', '-g', '3', '--stdout', words],
    { maxBuffer: 1 << 26 },
  );
  // The band of a telephone (ITU-T G.712); -D: the same bytes each time.
  const raw = sox(
    ['-D', '-t', 'wav', '--ignore-length', '-', ...asRaw('signed'), '-'],
    ['gain', '-6', 'rate', `${RATE_HZ}`, 'highpass', '200', 'lowpass', '3400'],
    speech,
  );
  const samples = new Int16Array(raw.buffer, raw.byteOffset, raw.length / 2);
  return Float64Array.from(samples, (sample) => sample / 32768);
}

function toAlaw(samples) {
  const pcm = Int16Array.from(samples, (sample) => Math.round(sample * 32767));
  return sox(
    ['-D', '-r', `${RATE_HZ}`, '-c', '1', ...asRaw('signed'), '-', '-t', 'al', '-'],
    [],
    Buffer.from(pcm.buffer),
  );
}

function sox(files, effects, input) {
  return execFileSync('sox', [...files, ...effects], { input, maxBuffer: 1 << 26 });
}

function asRaw(encoding) {
  return ['-t', 'raw', '-e', encoding, '-b', '16', '-c', '1'];
}

/** The level of the frames in which something is heard becomes this one. */
function levelled(samples, dbov) {
  const heard = frames(samples).filter(({ isHeard }) => isHeard);
  const power = heard.reduce((sum, frame) => sum + frame.power, 0) / heard.length;
  const gain = 10 ** (dbov / 20) / Math.sqrt(power);
  return samples.map((sample) => rounded(sample * gain));
}

function rounded(sample) {
  const over = Math.abs(sample) - CEILING;
  if (over <= 0) return sample;
  return Math.sign(sample) * (CEILING + (1 - CEILING) * Math.tanh(over / (1 - CEILING)));
}

function trimmed(samples, afterSeconds) {
  const all = frames(samples);
  const first = all.findIndex(({ isHeard }) => isHeard) * FRAME;
  const last = (all.findLastIndex(({ isHeard }) => isHeard) + 1) * FRAME;
  const begin = Math.max(0, first - LEAD_SECONDS * RATE_HZ);
  const speech = samples.slice(begin, last);
  const whole = new Float64Array(speech.length + afterSeconds * RATE_HZ);
  whole.set(speech);
  return whole;
}

function frames(samples) {
  const powers = [];
  for (let at = 0; at < samples.length; at += FRAME) {
    const frame = samples.subarray(at, at + FRAME);
    powers.push(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length);
  }
  const threshold = Math.max(...powers) * 10 ** (SILENCE_DB / 10);
  return powers.map((power) => ({ power, isHeard: power > threshold }));
}

/** Soft bells, slowly up and down a pentatonic scale. What still sounds at the end goes on at the beginning: a loop. */
function music() {
  const NOTES_HZ = [392, 493.88, 587.33, 659.26, 587.33, 493.88, 440, 329.63];
  const OVERTONES = [1, 0.22, 0.06];
  const RISE_SECONDS = 0.04;
  const FALL_SECONDS = 1.1;
  const samples = new Float64Array(MUSIC_SECONDS * RATE_HZ);
  NOTES_HZ.forEach((hertz, index) => {
    const start = (index * samples.length) / NOTES_HZ.length;
    for (let at = 0; at < samples.length; at += 1) {
      const seconds = at / RATE_HZ;
      const envelope = Math.min(1, seconds / RISE_SECONDS) * Math.exp(-seconds / FALL_SECONDS);
      const wave = OVERTONES.reduce(
        (sum, share, over) => sum + share * Math.sin(2 * Math.PI * hertz * (over + 1) * seconds),
        0,
      );
      const place = (start + at) % samples.length;
      samples[place] = (samples[place] ?? 0) + envelope * wave;
    }
  });
  return levelled(samples, MUSIC_DBOV);
}
