// What this data folder has given out, a file beside the database: its lots, and each call ID before it is taken.
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallId } from '@distansmote/shared/ids.ts';

/** The file in DATA_DIR. */
const GIVEN_OUT_FILE = 'given-out.log';

export interface IssuedIds {
  /** As they were when it was opened; the last is the one that this folder draws from. */
  ranges: number[];
  newestFirst(): CallId[];
  addRange(lot: number): Promise<void>;
  /** Resolves when it is on disk. */
  add(callId: CallId): Promise<void>;
}

/** Lines such as `lot 417` and `787544182`; one that was cut off by a crash is neither. */
export async function openIssuedIds(folder: string): Promise<IssuedIds> {
  const path = join(folder, GIVEN_OUT_FILE);
  const lines = (await readIfThere(path)).split('\n');
  // A cut one is ended, so that the next begins on a line of its own.
  if (lines.at(-1) !== '') await append(path, '\n');
  return {
    ranges: lines.flatMap((line) => /^lot (\d{1,3})$/.exec(line)?.slice(1).map(Number) ?? []),
    newestFirst: () => lines.filter((line) => /^\d{9}$/.test(line)).reverse() as CallId[],
    async addRange(lot) {
      await append(path, `lot ${lot}\n`);
      // The file may be new: its name must be on disk too.
      await toDisk(folder);
    },
    add: (callId) => append(path, `${callId}\n`),
  };
}

async function toDisk(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Whole, also where two processes do it at once (O_APPEND), and on disk when it returns. */
async function append(path: string, text: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.write(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}
