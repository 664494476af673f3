// Finds the audio file of each prompt: the operator's custom one, or ours.
import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../platform/log.ts';
import { PROMPT_LANGUAGES, PROMPT_NAMES, type PromptLanguage, type PromptName } from './prompts.ts';

const OURS = fileURLToPath(new URL('../../../prompts', import.meta.url));
const EXTENSION = '.alaw';
/** Four minutes of A-law. */
const MAX_BYTES = 2_000_000;

/** Custom prompts are read at startup only. */
export class PromptFiles {
  /** Absolute paths by language and name. */
  readonly #recordings: ReadonlyMap<string, string>;

  private constructor(recordings: ReadonlyMap<string, string>) {
    this.#recordings = recordings;
  }

  /** @param dataDir has custom prompts in `prompts/<language>/<name>.alaw`. */
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

/** Why a file can't be used, judging by its first bytes; undefined when it can. */
async function faultOf(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    // Opening a named pipe would block.
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
