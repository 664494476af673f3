// Display names in a meeting: a later person with the same or a confusable name gets a number.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import { NAME_MAX_LENGTH } from '@distansmote/shared/names.ts';
import type { MeetingState, PersonState } from './meetingState.ts';
import { LRUCache } from 'lru-cache';
import unhomoglyph from 'unhomoglyph';

/** To another server: conveners are few, unless an account is used to fill memory. */
const MAX_HANDED_OVER = 20;

interface DisplayName {
  base: string;
  isConvener: boolean;
  shown: string;
  /** Skeleton of `shown`; unique within the meeting. */
  skeleton: string;
}

export class DisplayNames {
  readonly #names = new Map<ParticipantId, DisplayName>();
  /** Who holds the display name with that skeleton. */
  readonly #holders = new Map<string, ParticipantId>();
  /** Skeletons of all conveners' names so far, also after they left: nobody else gets one without a number. */
  readonly #ofConveners = new Map<string, Set<ParticipantId>>();

  /** The latest conveners' names: skeletons, and whose they were. */
  get convenerNames(): MeetingState['convenerNames'] {
    return [...this.#ofConveners]
      .slice(-MAX_HANDED_OVER)
      .map(([skeleton, ids]) => [skeleton, [...ids].slice(-MAX_HANDED_OVER)]);
  }

  /** Nobody else has a name yet. */
  restore(persons: readonly PersonState[], convenerNames: MeetingState['convenerNames']): void {
    for (const names of [this.#names, this.#holders, this.#ofConveners]) names.clear();
    for (const [skeleton, ids] of convenerNames) this.#ofConveners.set(skeleton, new Set(ids));
    for (const { id, name: base, displayName: shown, isConvener } of persons)
      this.#hold(id, { base, isConvener, shown, skeleton: skeletonOf(shown) });
  }

  /**
   * Sets or changes a person's name. A convener always gets it without a number, even when a guest had it first.
   * @returns the guest who loses the name to a convener, and now has a number.
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

  /** The display name. */
  of(id: ParticipantId): string | undefined {
    return this.#names.get(id)?.shown;
  }

  /**
   * Display names for old messages, in the order of `written`: somebody present, or a convener, may bear the sender's
   * name now.
   */
  disambiguate(written: readonly Pick<Message, 'from' | 'fromName'>[]): string[] {
    // Computed once per skeleton: many messages may be under one name.
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

  /** Frees the name of somebody who has left. */
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

  /** The name with the lowest free number. */
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
  // Neither half of a surrogate pair nor a joiner without what it joins: neither is part of a name.
  const cut = name
    .slice(0, NAME_MAX_LENGTH - suffix.length)
    .replace(/[\u200c\u200d]?[\ud800-\udbff]?$/, '');
  return cut.trimEnd() + suffix;
}

/**
 * Names with equal skeletons are confusable (UTS #39 §4 and its table). Also folded: case, and with it i and l, since
 * I looks like l. Spaces, punctuation, symbols and invisible characters are ignored.
 */
const skeletonOf = (name: string): string => skeletons.memo(name);

/**
 * Cached: names are compared at every join and read, and 60 × U+FDFA (18 letters each when normalised) takes
 * milliseconds.
 */
const skeletons = new LRUCache<string, string>({ max: 2_000, memoMethod: computeSkeleton });

function computeSkeleton(name: string): string {
  const letters = (text: string) =>
    text.normalize('NFKD').replace(/\p{DI}|[^\p{L}\p{M}\p{N}]/gu, '');
  const folded = letters(unhomoglyph(letters(name))).toLowerCase();
  return unhomoglyph(folded).normalize('NFD').replaceAll('i', 'l');
}
