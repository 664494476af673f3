// What engines of both kinds have in common: the key that they are asked with, and answers that may be anything.
import type { RecognizerSettings } from './recognizer.ts';

export const MAX_ANSWER_BYTES = 64 * 1_024;

/** RFC 6750. */
export const keyHeaders = ({ key }: RecognizerSettings): Record<string, string> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` };

/** @returns undefined for what is no JSON */
export function jsonOf(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}
