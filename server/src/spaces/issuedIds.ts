// The record, beside the database, of every call ID that this data folder has issued, and of its call-ID ranges.
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallId } from '@distansmote/shared/ids.ts';

/**
 * The file in DATA_DIR. It keeps the name and the format of version 0.1.0 (`lot` is a range): a file that must never be
 * replaced by an older copy should not change its name, and a server that is downgraded still finds it.
 */
const FILE = 'given-out.log';

export interface IssuedIds {
  /** As of opening; this folder issues from the last one. */
  ranges: number[];
  newestFirst(): CallId[];
  addRange(range: number): Promise<void>;
  /** Resolves when it is on disk. */
  add(callId: CallId): Promise<void>;
}

/** Reads lines such as `lot 417` and `787544182`. A line that a crash cut short is ignored. */
export async function openIssuedIds(folder: string): Promise<IssuedIds> {
  const path = join(folder, FILE);
  const lines = (await readOrEmpty(path)).split('\n');
  // Ends a cut line, so that the next entry starts on a line of its own.
  if (lines.at(-1) !== '') await append(path, '\n');
  return {
    ranges: lines.flatMap((line) => /^lot (\d{1,3})$/.exec(line)?.slice(1).map(Number) ?? []),
    newestFirst: () => lines.filter((line) => /^\d{9}$/.test(line)).reverse() as CallId[],
    async addRange(range) {
      await append(path, `lot ${range}\n`);
      // The file may be new: its directory entry must be on disk too.
      await syncFolder(folder);
    },
    add: (callId) => append(path, `${callId}\n`),
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** On disk when it resolves. O_APPEND keeps lines whole when two processes write at once. */
async function append(path: string, text: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.write(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}
