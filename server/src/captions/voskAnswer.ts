// Reads one answer of Vosk.
import { z } from 'zod';
import { jsonOf } from './engineMessages.ts';

const answer = z.union([
  z.object({ partial: z.string() }),
  // Also `result`, with the time of each word, which is left out.
  z.object({ text: z.string() }),
]);

/** @returns undefined for what is no answer. */
export function voskAnswer(json: string): { text: string; isFinal: boolean } | undefined {
  const { success, data } = answer.safeParse(jsonOf(json));
  if (!success) return undefined;
  return 'partial' in data
    ? { text: data.partial, isFinal: false }
    : { text: data.text, isFinal: true };
}
