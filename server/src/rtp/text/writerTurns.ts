// The text of several writers as one, for telephones that know of none (RFC 9071 §4.2): each in turn, with their name.
import { BACKSPACE, NEW_LINE } from '@distansmote/shared/signalling/t140.ts';

export interface TextWriter {
  /** Empty for ourselves. */
  key: string;
  /** Shown before what they write; empty for what needs none. */
  name: string;
}

/** Somebody who pauses for so long in the middle of a sentence gives way to whoever waits ... */
const REST_MS = 3_000;
/** ... and who writes without end does at a word's end, once others have waited for so long. */
const MAX_TURN_MS = 10_000;
const ENDS_SENTENCE = /[.!?…؟。]/;
const ENDS_WORD = /\s/;
const NOT_OF_NAMES = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

interface Waiting {
  writer: TextWriter;
  /** Characters. */
  text: string[];
}

/** All times are in milliseconds of `performance.now()`. */
export class WriterTurns {
  /** In the order in which they began to write. */
  readonly #waiting = new Map<string, Waiting>();
  #current: TextWriter | undefined;
  /** How many characters of this turn the writer may take back: nobody's label, and no other's text. */
  #erasable = 0;
  #last = NEW_LINE;
  #lastAt = 0;
  #turnSince = 0;

  /** Characters that wait. */
  get length(): number {
    let length = 0;
    for (const { text } of this.#waiting.values()) length += text.length;
    return length;
  }

  write(writer: TextWriter, text: string): void {
    const waiting = this.#waiting.get(writer.key);
    const all = waiting?.text ?? [];
    for (const character of text) {
      // What nobody has seen yet is gone without a trace.
      const isTakenBack = character === BACKSPACE && all.length > 0 && all.at(-1) !== BACKSPACE;
      if (isTakenBack) all.pop();
      else all.push(character);
    }
    if (all.length > 0) this.#waiting.set(writer.key, { writer, text: all });
    // Who has nothing left to say gives up their place.
    else this.#waiting.delete(writer.key);
  }

  /** @returns what is to be shown next; empty while nobody who may has written anything */
  take(now: number): string {
    const shown: string[] = [];
    for (;;) {
      const next = this.#nextTurn(now);
      if (next === undefined) break;
      shown.push(this.#begin(next.writer, now), this.#takeOf(next, now));
    }
    return shown.join('');
  }

  /** Who may be shown now; undefined when nobody may, or nobody has written. */
  #nextTurn(now: number): Waiting | undefined {
    const current = this.#current && this.#waiting.get(this.#current.key);
    const isBegun = this.#current !== undefined && !this.#isOver(now);
    if (isBegun) return current;
    const [first] = [...this.#waiting.values()].filter((one) => one !== current);
    return first ?? current;
  }

  /** Whether somebody else may go on now, if anybody waits. */
  #isOver(now: number): boolean {
    if (this.#last === NEW_LINE || now - this.#lastAt >= REST_MS) return true;
    const [character = '', before = ''] = [this.#last.at(-1), this.#last.at(-2)];
    if (ENDS_WORD.test(character) && ENDS_SENTENCE.test(before)) return true;
    return ENDS_WORD.test(character) && now - this.#turnSince >= MAX_TURN_MS;
  }

  /** @returns the label of a new turn */
  #begin(writer: TextWriter, now: number): string {
    if (writer.key === this.#current?.key) return '';
    this.#current = writer;
    this.#turnSince = now;
    this.#erasable = 0;
    const line = this.#last.endsWith(NEW_LINE) ? '' : NEW_LINE;
    this.#last = NEW_LINE;
    const name = writer.name.replaceAll(NOT_OF_NAMES, '');
    return name === '' ? line : `${line}[${name}] `;
  }

  /** Up to where somebody else may go on, if anybody waits. */
  #takeOf(waiting: Waiting, now: number): string {
    const { text } = waiting;
    const isAlone = this.#waiting.size === 1;
    let shown = '';
    let count = 0;
    for (const character of text) {
      count += 1;
      if (character !== BACKSPACE) this.#erasable += 1;
      else if (this.#erasable > 0) this.#erasable -= 1;
      else continue;
      shown += character;
      this.#last = (character === BACKSPACE ? '' : this.#last + character).slice(-2);
      if (character === NEW_LINE) {
        this.#last = NEW_LINE;
        // A line that has ended stays.
        this.#erasable = 0;
      }
      this.#lastAt = now;
      if (!isAlone && this.#isOver(now)) break;
    }
    text.splice(0, count);
    if (text.length === 0) this.#waiting.delete(waiting.writer.key);
    return shown;
  }
}
