// A data folder in which each prompt is a short tone of its own, so that a test hears what is said, and only that.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isSound,
  PROMPT_LANGUAGES,
  PROMPT_NAMES,
  type PromptName,
} from '../../server/src/calls/ivr/prompts.ts';
import { speechEncoder } from '../../server/src/sound/speechEncoder.ts';
import { makeFolder } from '../server/dataFolder.ts';
import { tone, toneIn } from '../sound/tones.ts';

const RATE = 8_000;
const PROMPT_SECONDS = 0.24;
const LOUDNESS = 12_000;
/** Above what telephones of tests say themselves. */
const LOWEST_HERTZ = 600;
/** Two of them are told apart in a window. */
const STEP_HERTZ = 30;
const WINDOW = RATE * 0.08;
const HOP = RATE * 0.04;
/** Of the samples' full scale, beside which all that is not said is quiet. */
const SAID = 5_000;

const spoken = PROMPT_NAMES.filter((name) => !isSound(name));
const hertzOf = new Map(spoken.map((name, at) => [name, LOWEST_HERTZ + at * STEP_HERTZ]));

/** Its `folder` is for DATA_DIR; call `remove` after the test. Swedish and English sound the same. */
export function makeFolderWithTonePrompts(): ReturnType<typeof makeFolder> {
  const made = makeFolder();
  for (const language of PROMPT_LANGUAGES) {
    const prompts = join(made.folder, 'prompts', language);
    mkdirSync(prompts, { recursive: true });
    for (const name of PROMPT_NAMES) {
      const samples = tone(hertzOf.get(name) ?? 0, RATE * PROMPT_SECONDS, LOUDNESS);
      writeFileSync(join(prompts, `${name}.alaw`), speechEncoder('PCMA').encode(samples));
    }
  }
  return made;
}

/** Hears prompts in what a telephone hears, looking at each part once: many telephones listen at a time, and for long. */
export class PromptEar {
  readonly #found: PromptName[] = [];
  #last: PromptName | undefined;
  #from: number;

  /** @param from what comes before it, in samples, does not count. */
  constructor(from = 0) {
    this.#from = from;
  }

  /**
   * @param samples all so far.
   * @returns the prompts in them, in order; one that is said twice without a pause counts once.
   */
  promptsIn(samples: Int16Array): PromptName[] {
    // Of a shorter window nobody can tell what is said in it.
    for (; this.#from + WINDOW <= samples.length; this.#from += HOP) {
      const now = promptAt(samples.subarray(this.#from, this.#from + WINDOW));
      if (now !== undefined && now !== this.#last) this.#found.push(now);
      this.#last = now;
    }
    return [...this.#found];
  }
}

function promptAt(window: Int16Array): PromptName | undefined {
  let loudest = { name: undefined as PromptName | undefined, level: SAID };
  for (const [name, hertz] of hertzOf) {
    const level = toneIn(window, hertz);
    if (level > loudest.level) loudest = { name, level };
  }
  return loudest.name;
}
