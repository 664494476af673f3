// How each one's name is shown in a meeting: who comes later with the same name, or one that looks like it, has a number.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import { LRUCache } from 'lru-cache';
import unhomoglyph from 'unhomoglyph';

interface DisplayName {
  base: string;
  isConvener: boolean;
  shown: string;
  /** Of `shown`; no two in a meeting have the same. */
  skeleton: string;
}

export class DisplayNames {
  readonly #names = new Map<ParticipantId, DisplayName>();
  /** Whose shown name has that skeleton. */
  readonly #holders = new Map<string, ParticipantId>();
  /** Of all conveners who were here: nobody else has them without a number, also when they have left. */
  readonly #ofConveners = new Map<string, Set<ParticipantId>>();

  /**
   * Somebody is here under that name, or has another now. A convener has the name without a number, also one who comes
   * later than a guest of that name.
   * @returns who has to give it up, and is shown with a number from now on.
   */
  set(id: ParticipantId, base: string, isConvener: boolean): ParticipantId | undefined {
    const before = this.#names.get(id);
    if (before?.base === base && before.isConvener === isConvener) return undefined;
    this.delete(id);
    const skeleton = skeletonOf(base);
    if (isConvener) this.#addConvener(skeleton, id);
    const former = this.#holders.get(skeleton);
    const held = former && this.#names.get(former);
    if (former === undefined || held === undefined || !isConvener || held.isConvener) {
      this.#hold(id, this.#numbered(base, isConvener));
      return undefined;
    }
    this.#hold(id, { base, isConvener, shown: base, skeleton });
    this.#hold(former, this.#numbered(held.base, false));
    return former;
  }

  /** The name that others read. */
  of(id: ParticipantId): string | undefined {
    return this.#names.get(id)?.shown;
  }

  /**
   * As whoever reads later what was written under those names is to see them: another may be here by one now, or be known
   * by it as a convener. In the order of `written`.
   */
  disambiguate(written: readonly Pick<Message, 'from' | 'fromName'>[]): string[] {
    // Looked for once for all that look alike: many may be here by that name.
    const numbers = new Map<string, number>();
    return written.map(({ from, fromName }) => {
      const now = this.of(from);
      if (now !== undefined) return now;
      const skeleton = skeletonOf(fromName);
      if (this.#ofConveners.get(skeleton)?.has(from) === true) return fromName;
      const number = numbers.get(skeleton) ?? this.#numbered(fromName, false).number;
      numbers.set(skeleton, number);
      return withNumber(fromName, number);
    });
  }

  /** Who has left: the name is free. */
  delete(id: ParticipantId): void {
    const held = this.#names.get(id);
    if (held === undefined) return;
    this.#names.delete(id);
    this.#holders.delete(held.skeleton);
  }

  #hold(id: ParticipantId, name: DisplayName): void {
    this.#names.set(id, name);
    this.#holders.set(name.skeleton, id);
  }

  #addConvener(skeleton: string, id: ParticipantId): void {
    const ids = this.#ofConveners.get(skeleton) ?? new Set();
    this.#ofConveners.set(skeleton, ids.add(id));
  }

  /** With the lowest number by which nobody is here. */
  #numbered(base: string, isConvener: boolean): DisplayName & { number: number } {
    for (let number = 1; ; number += 1) {
      const shown = withNumber(base, number);
      const skeleton = skeletonOf(shown);
      const isFree = isConvener || !this.#ofConveners.has(skeleton);
      if (isFree && !this.#holders.has(skeleton))
        return { base, isConvener, shown, skeleton, number };
    }
  }
}

function withNumber(name: string, number: number): string {
  if (number === 1) return name;
  const suffix = ` (${number})`;
  // Not in the middle of a character of two code units.
  const cut = name.slice(0, NAME_MAX_LENGTH - suffix.length).replace(/[\ud800-\udbff]$/, '');
  return cut.trimEnd() + suffix;
}

/**
 * Two names with the same skeleton look alike (UTS #39 §4, with its table of confusables). Beyond that case is folded,
 * and with it i and l, since I looks like l; and of spaces, punctuation, symbols and invisible characters nothing counts.
 */
const skeletonOf = (name: string): string => skeletons.memo(name);

/**
 * Names are compared over and over, by who comes and by who reads, and one of characters that stand for eighteen each
 * (U+FDFA) takes 0.1 ms.
 */
const skeletons = new LRUCache<string, string>({ max: 2_000, memoMethod: computeSkeleton });

function computeSkeleton(name: string): string {
  const letters = (text: string) =>
    text.normalize('NFKD').replace(/\p{DI}|[^\p{L}\p{M}\p{N}]/gu, '');
  const folded = letters(unhomoglyph(letters(name))).toLowerCase();
  return unhomoglyph(folded).normalize('NFD').replaceAll('i', 'l');
}
