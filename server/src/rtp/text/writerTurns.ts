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
/** ... who writes without end does at a word's end, once others have waited for so long ... */
const MAX_WAIT_MS = 10_000;
/** ... and anywhere, if no word ends within so long. */
const MAX_WORD_MS = 15_000;
const ENDS_PHRASE = /[.!?…؟。,،、]/;
const ENDS_WORD = /\s/;
const NOT_OF_NAMES = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
/** Shown for each backspace that goes beyond the beginning of a turn (§4.2.4): what is before it can't be erased. */
const NOT_ERASED = 'X';

interface Waiting {
  writer: TextWriter;
  /** `order` counts the characters of all writers. */
  text: { character: string; order: number }[];
}

/** All times are in milliseconds of `performance.now()`. */
export class WriterTurns {
  readonly #waiting = new Map<string, Waiting>();
  #order = 0;
  #current: TextWriter | undefined;
  /** How many characters of this turn the writer may take back: nobody's label, and no other's text. */
  #erasable = 0;
  #last = NEW_LINE;
  #lastAt = 0;
  /** Since when somebody waits for this turn to end. */
  #waitedSince: number | undefined;

  /** Characters that wait. */
  get length(): number {
    let length = 0;
    for (const { text } of this.#waiting.values()) length += text.length;
    return length;
  }

  write(writer: TextWriter, text: string): void {
    const all = this.#waiting.get(writer.key)?.text ?? [];
    for (const character of text) {
      const last = all.at(-1)?.character ?? BACKSPACE;
      // What nobody has seen yet is gone without a trace.
      if (character === BACKSPACE && last !== BACKSPACE) all.pop();
      else all.push({ character, order: (this.#order += 1) });
    }
    if (all.length > 0) this.#waiting.set(writer.key, { writer, text: all });
    else this.#waiting.delete(writer.key);
  }

  /** @returns what is to be shown next, of one writer; empty while nobody who may has written anything */
  take(now: number): string {
    const isAnotherWaiting = [...this.#waiting.keys()].some((key) => key !== this.#current?.key);
    this.#waitedSince = isAnotherWaiting ? (this.#waitedSince ?? now) : undefined;
    const next = this.#nextTurn(now);
    return next === undefined ? '' : this.#begin(next.writer) + this.#takeOf(next, now);
  }

  /** Who may be shown now; undefined when nobody may, or nobody has written. */
  #nextTurn(now: number): Waiting | undefined {
    if (this.#current !== undefined && !this.#isOver(now))
      return this.#waiting.get(this.#current.key);
    const [first] = [...this.#waiting.values()].toSorted(
      (one, other) => orderOf(one) - orderOf(other),
    );
    return first;
  }

  /** Whether somebody else may go on now, if their text is older. */
  #isOver(now: number): boolean {
    if (this.#last === NEW_LINE || now - this.#lastAt >= REST_MS) return true;
    const waited = now - (this.#waitedSince ?? now);
    if (waited >= MAX_WAIT_MS + MAX_WORD_MS) return true;
    const [character = '', before = ''] = [this.#last.at(-1), this.#last.at(-2)];
    return ENDS_WORD.test(character) && (ENDS_PHRASE.test(before) || waited >= MAX_WAIT_MS);
  }

  /** @returns the label of a new turn */
  #begin(writer: TextWriter): string {
    if (writer.key === this.#current?.key) return '';
    this.#current = writer;
    this.#waitedSince = undefined;
    this.#erasable = 0;
    const line = this.#last.endsWith(NEW_LINE) ? '' : NEW_LINE;
    this.#last = NEW_LINE;
    const name = writer.name.replaceAll(NOT_OF_NAMES, '');
    return name === '' ? line : `${line}[${name}] `;
  }

  /** Up to where somebody else is to go on, if their text is older than what follows. */
  #takeOf(waiting: Waiting, now: number): string {
    const { text, writer } = waiting;
    const others = [...this.#waiting.values()].filter((one) => one !== waiting).map(orderOf);
    const oldest = Math.min(...others);
    let shown = '';
    let count = 0;
    for (const { character } of text) {
      count += 1;
      shown += this.#show(character);
      this.#lastAt = now;
      if (oldest < (text[count]?.order ?? 0) && this.#isOver(now)) break;
    }
    text.splice(0, count);
    if (text.length === 0) this.#waiting.delete(writer.key);
    return shown;
  }

  #show(character: string): string {
    if (character === BACKSPACE && this.#erasable > 0) {
      this.#erasable -= 1;
      this.#last = '';
      return character;
    }
    const shown = character === BACKSPACE ? NOT_ERASED : character;
    if (character !== BACKSPACE) this.#erasable += 1;
    this.#last = (this.#last + shown).slice(-2);
    if (character === NEW_LINE) {
      this.#last = NEW_LINE;
      // A line that has ended stays.
      this.#erasable = 0;
    }
    return shown;
  }
}

/** Of what has waited the longest. */
const orderOf = ({ text }: Waiting): number => text[0]?.order ?? Infinity;
