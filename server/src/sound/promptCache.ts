// Prompt files, read once and cached.
import { readFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';

const MAX_CACHE_BYTES = 32 * 1_024 * 1_024;
/** A quarter of an hour. */
const MAX_PROMPT_BYTES = 8_000 * 900;

const kept = new LRUCache<string, Buffer>({
  maxSize: MAX_CACHE_BYTES,
  // The cache wants a size above 0, also for an empty file.
  sizeCalculation: ({ length }) => length + 1,
});

/** Headerless A-law. @returns undefined when it cannot be read: the other prompts are played all the same. */
export async function readPrompt(file: string): Promise<Uint8Array | undefined> {
  const known = kept.get(file);
  if (known !== undefined) return known;
  try {
    const read = (await readFile(file)).subarray(0, MAX_PROMPT_BYTES);
    kept.set(file, read);
    return read;
  } catch {
    return undefined;
  }
}
