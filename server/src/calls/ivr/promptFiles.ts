// Where the sound of each prompt lies: the operator's recording where there is one, else ours.
import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../platform/log.ts';
import { PROMPT_LANGUAGES, PROMPT_NAMES, type PromptLanguage, type PromptName } from './prompts.ts';

const OURS = fileURLToPath(new URL('../../../prompts', import.meta.url));
const EXTENSION = '.alaw';
/** Four minutes. */
const MAX_BYTES = 2_000_000;

/** The recordings are looked at once, at the start: what is laid there later counts from the next start. */
export class PromptFiles {
  /** Absolute paths by language and name. */
  readonly #recordings: ReadonlyMap<string, string>;

  private constructor(recordings: ReadonlyMap<string, string>) {
    this.#recordings = recordings;
  }

  /** @param dataDir with the operator's recordings in `prompts/<language>/<name>.alaw`. */
  static async open(dataDir: string, log: Log): Promise<PromptFiles> {
    const recordings = new Map<string, string>();
    for (const language of PROMPT_LANGUAGES) {
      const folder = resolve(dataDir, 'prompts', language);
      for (const file of await filesIn(folder, log)) {
        const name = file.endsWith(EXTENSION) ? file.slice(0, -EXTENSION.length) : undefined;
        const fault = isPromptName(name) ? await faultOf(join(folder, file)) : 'no prompt’s name';
        if (fault === undefined) recordings.set(`${language}/${name}`, join(folder, file));
        else log.warn({ recording: `${language}/${file}`, fault }, 'invalid custom prompt skipped');
      }
    }
    if (recordings.size > 0) log.info({ count: recordings.size }, 'custom prompts loaded');
    return new PromptFiles(recordings);
  }

  pathsOf(names: readonly PromptName[], language: PromptLanguage): string[] {
    return names.map(
      (name) =>
        this.#recordings.get(`${language}/${name}`) ?? join(OURS, language, name + EXTENSION),
    );
  }
}

async function filesIn(folder: string, log: Log): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => !file.startsWith('.')).sort();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) log.warn({ err: error }, 'custom prompts unreadable');
    return [];
  }
}

function isPromptName(name: string | undefined): boolean {
  return PROMPT_NAMES.some((known) => known === name);
}

/** Undefined when it can be played, as far as a look at its first bytes tells. */
async function faultOf(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    // To open a named pipe would wait for whoever writes to it.
    if (!found.isFile()) return 'no file';
    if (found.size === 0) return 'empty';
    if (found.size > MAX_BYTES) return 'larger than 2 MB';
    await using file = await open(path);
    const { buffer } = await file.read({ buffer: Buffer.alloc(4), length: 4, position: 0 });
    return buffer.toString('latin1') === 'RIFF' ? 'a WAV file, not headerless A-law' : undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  }
}
