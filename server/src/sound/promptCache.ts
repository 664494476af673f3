// Prompts, read once and kept while there is room.
import { readFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';

const MOST_BYTES = 32 * 1_024 * 1_024;
/** A quarter of an hour: more is no prompt. */
const LONGEST_BYTES = 8_000 * 900;

const kept = new LRUCache<string, Buffer>({
  maxSize: MOST_BYTES,
  // An empty one takes room too.
  sizeCalculation: ({ length }) => length + 1,
});

/** Headerless A-law. @returns undefined for what cannot be read: the others are played all the same. */
export async function readPrompt(file: string): Promise<Uint8Array | undefined> {
  const known = kept.get(file);
  if (known !== undefined) return known;
  try {
    const read = (await readFile(file)).subarray(0, LONGEST_BYTES);
    kept.set(file, read);
    return read;
  } catch {
    return undefined;
  }
}
