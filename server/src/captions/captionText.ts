// Tidies what a speech recogniser answers before anybody sees it.
import { tidyText } from '@distansmote/shared/signalling/messageText.ts';

/** Of a finished line, and of the end of one that is still being spoken. */
const MAX_FINISHED = 600;
const MAX_UNFINISHED = 240;
/** What Whisper says of silence. */
const SAYS_NOTHING = /^\[(?:blank_audio|silence|tystnad)\]$/iu;

/** @returns one line; empty when nothing in it can be read. */
export function captionText(answer: string, isFinal: boolean): string {
  const most = isFinal ? MAX_FINISHED : MAX_UNFINISHED;
  // Cut first, so that a huge answer costs no more than a large one.
  const kept = isFinal ? answer.slice(0, 2 * MAX_FINISHED) : answer.slice(-2 * MAX_UNFINISHED);
  const line = tidyText(kept).replaceAll(/\s+/gu, ' ');
  if (!/[\p{L}\p{N}]/u.test(line) || SAYS_NOTHING.test(line)) return '';
  const characters = Array.from(line);
  if (characters.length <= most) return line;
  return (isFinal ? characters.slice(0, most) : characters.slice(-most)).join('').trim();
}

/** Nobody says more: 25 characters a second is very fast. */
const PER_SECOND = 40;
const AT_LEAST = 80;

/** Whether so much text can be what was said in that time. */
export const isPlausible = (characters: number, ms: number): boolean =>
  characters <= AT_LEAST + (PER_SECOND * ms) / 1_000;
