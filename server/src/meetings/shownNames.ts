// How each one's name is shown in a meeting: who comes later with the same name, or one that looks like it, has a number.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import unhomoglyph from 'unhomoglyph';

interface ShownName {
  base: string;
  isConvener: boolean;
  shown: string;
  /** Of `shown`; no two in a meeting have the same. */
  skeleton: string;
}

export class ShownNames {
  readonly #names = new Map<ParticipantId, ShownName>();
  /** Of all conveners who were here: nobody else has them without a number, also when they have left. */
  readonly #ofConveners = new Set<string>();

  /**
   * Somebody is here under that name, or has another now. A convener has the name without a number, also one who comes
   * later than a guest of that name.
   * @returns who has to give it up, and is shown with a number from now on.
   */
  set(id: ParticipantId, base: string, isConvener: boolean): ParticipantId | undefined {
    const before = this.#names.get(id);
    if (before?.base === base && before.isConvener === isConvener) return undefined;
    this.#names.delete(id);
    const skeleton = skeletonOf(base);
    if (isConvener) this.#ofConveners.add(skeleton);
    const [former, held] = this.#holderOf(skeleton) ?? [];
    if (former === undefined || held === undefined || !isConvener || held.isConvener) {
      this.#names.set(id, this.#free(base, isConvener));
      return undefined;
    }
    this.#names.set(id, { base, isConvener, shown: base, skeleton });
    this.#names.set(former, this.#free(held.base, false));
    return former;
  }

  /** The name that others read. */
  of(id: ParticipantId): string | undefined {
    return this.#names.get(id)?.shown;
  }

  /** Who has left: the name is free. */
  delete(id: ParticipantId): void {
    this.#names.delete(id);
  }

  #free(base: string, isConvener: boolean): ShownName {
    for (let number = 1; ; number += 1) {
      const shown = withNumber(base, number);
      const skeleton = skeletonOf(shown);
      const isFree = isConvener || !this.#ofConveners.has(skeleton);
      if (isFree && this.#holderOf(skeleton) === undefined)
        return { base, isConvener, shown, skeleton };
    }
  }

  #holderOf(skeleton: string): [ParticipantId, ShownName] | undefined {
    return [...this.#names].find(([, name]) => name.skeleton === skeleton);
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
function skeletonOf(name: string): string {
  const letters = (text: string) =>
    text.normalize('NFKD').replace(/\p{DI}|[^\p{L}\p{M}\p{N}]/gu, '');
  const folded = letters(unhomoglyph(letters(name))).toLowerCase();
  return unhomoglyph(folded).normalize('NFD').replaceAll('i', 'l');
}
