// A data folder in which every prompt lasts a tenth of a second, for tests that wait for a goodbye to end.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROMPT_LANGUAGES, PROMPT_NAMES } from '../../server/src/calls/ivr/prompts.ts';
import { makeFolder } from '../server/dataFolder.ts';

/** Silence in A-law, at 8 kHz. */
const SILENCE = Buffer.alloc(800, 0xd5);

/** Its `folder` is for DATA_DIR; call `remove` after the test. */
export function makeFolderWithShortPrompts(): ReturnType<typeof makeFolder> {
  const made = makeFolder();
  for (const language of PROMPT_LANGUAGES) {
    const prompts = join(made.folder, 'prompts', language);
    mkdirSync(prompts, { recursive: true });
    for (const name of PROMPT_NAMES) writeFileSync(join(prompts, `${name}.alaw`), SILENCE);
  }
  return made;
}
