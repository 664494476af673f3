// What somebody types who is asked for one key: it counts alone on its line, so that whoever writes a greeting with a number in it
// has not answered.
import { applyT140, linesOf } from '@distansmote/shared/signalling/t140.ts';
import type { Digit } from '../../rtp/digit.ts';
import { typedKeys } from './typedKeys.ts';

/** Longer than between two letters of a line, for those who end none. */
const REST_MS = 2_000;
/** A line that is longer is no key. */
const MAX_CHARACTERS = 100;

export class TypedAnswer {
  readonly #onKey: (key: Digit) => void;
  #line = '';
  #rest: NodeJS.Timeout | undefined;

  constructor(onKey: (key: Digit) => void) {
    this.#onKey = onKey;
  }

  /** @param text T.140 */
  add(text: string): void {
    clearTimeout(this.#rest);
    const { ended, live } = linesOf(applyT140(this.#line, text));
    this.#line = live.slice(0, MAX_CHARACTERS);
    for (const line of ended) this.#read(line);
    if (live !== '') this.#rest = setTimeout(() => this.#rested(), REST_MS);
  }

  close(): void {
    clearTimeout(this.#rest);
  }

  #rested(): void {
    const line = this.#line;
    this.#line = '';
    this.#read(line);
  }

  #read(line: string): void {
    const typed = line.trim();
    const [key] = typedKeys(typed);
    if (Array.from(typed).length === 1 && key !== undefined && key !== 'backspace')
      this.#onKey(key);
  }
}
