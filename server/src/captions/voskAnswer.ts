// Reads one answer of Vosk.
import { z } from 'zod';

const answer = z.union([
  z.object({ partial: z.string() }),
  // Also `result`, with the time of each word, which is left out.
  z.object({ text: z.string() }),
]);

/** @returns undefined for what is no answer. */
export function voskAnswer(json: string): { text: string; isFinal: boolean } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  const { success, data } = answer.safeParse(parsed);
  if (!success) return undefined;
  return 'partial' in data
    ? { text: data.partial, isFinal: false }
    : { text: data.text, isFinal: true };
}
