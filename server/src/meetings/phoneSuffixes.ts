// The personal suffixes of one meeting: whoever keys one behind the call ID speaks and hears for its owner.
import { randomInt } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';

/** For whom a telephone speaks; also when their browser is gone by then. */
export interface SuffixOwner {
  id: ParticipantId;
  name: string;
  profession: string;
}

/** Long enough to find the telephone, and to ring again; short, since four digits can be guessed at (decision 0027). */
export const SUFFIX_GOOD_MS = 15 * 60_000;
const SUFFIXES = 10_000;

export class PhoneSuffixes {
  readonly #given = new Map<string, { owner: SuffixOwner; goodUntil: number }>();

  /**
   * The owner's, which is good for another while if there is one already.
   * @param now milliseconds since 1970.
   */
  give(owner: SuffixOwner, now: number): string {
    this.#forgetOld(now);
    const suffix = this.#suffixOf(owner.id) ?? this.#draw();
    this.#given.set(suffix, { owner, goodUntil: now + SUFFIX_GOOD_MS });
    return suffix;
  }

  /** Undefined when nobody has been given it, or too long ago. */
  ownerOf(suffix: string, now: number): SuffixOwner | undefined {
    this.#forgetOld(now);
    return this.#given.get(suffix)?.owner;
  }

  #suffixOf(id: ParticipantId): string | undefined {
    return [...this.#given].find(([, { owner }]) => owner.id === id)?.[0];
  }

  #forgetOld(now: number): void {
    for (const [suffix, { goodUntil }] of this.#given)
      if (goodUntil <= now) this.#given.delete(suffix);
  }

  /** A meeting has a hundred people at most, so that there are always free ones. */
  #draw(): string {
    for (;;) {
      const suffix = String(randomInt(SUFFIXES)).padStart(4, '0');
      if (!this.#given.has(suffix)) return suffix;
    }
  }
}
