// The personal pins of one meeting: whoever keys one behind the call ID speaks and hears for its owner.
import { randomInt } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';

/** For whom a telephone speaks; also when their browser is gone by then. */
export interface PinOwner {
  id: ParticipantId;
  name: string;
  profession: string;
}

/** Long enough to find the telephone, and to ring again; short, since four digits can be guessed at (decision 0027). */
export const PIN_VALID_MS = 15 * 60_000;
const SUFFIXES = 10_000;
/**
 * Twice as many as may be there: whoever comes, asks and goes over and over uses up those of who has gone, and gives
 * nobody who guesses many to hit.
 */
const MAX_GIVEN = 200;

export class DialInPins {
  /** In the order they were asked for last. */
  readonly #given = new Map<string, { owner: PinOwner; goodUntil: number }>();
  readonly #isHere: (id: ParticipantId) => boolean;

  /** @param isHere tells whose pin stays, where there are too many. */
  constructor(isHere: (id: ParticipantId) => boolean) {
    this.#isHere = isHere;
  }

  /**
   * The owner's, which is good for another while if there is one already.
   * @param now milliseconds since 1970.
   */
  give(owner: PinOwner, now: number): string {
    this.#forgetOld(now);
    const pin = this.#suffixOf(owner.id) ?? this.#draw();
    this.#given.delete(pin);
    this.#given.set(pin, { owner, goodUntil: now + PIN_VALID_MS });
    return pin;
  }

  /** Undefined when nobody has been given it, or too long ago. */
  ownerOf(pin: string, now: number): PinOwner | undefined {
    this.#forgetOld(now);
    return this.#given.get(pin)?.owner;
  }

  /** Who has left rings by the call ID, as anybody. */
  forgetAllBut(here: ReadonlySet<ParticipantId>): void {
    for (const [pin, { owner }] of this.#given) if (!here.has(owner.id)) this.#given.delete(pin);
  }

  #suffixOf(id: ParticipantId): string | undefined {
    return [...this.#given].find(([, { owner }]) => owner.id === id)?.[0];
  }

  #forgetOld(now: number): void {
    for (const [pin, { goodUntil }] of this.#given) if (goodUntil <= now) this.#given.delete(pin);
  }

  #draw(): string {
    if (this.#given.size >= MAX_GIVEN) this.#forgetOneGone();
    for (;;) {
      const pin = String(randomInt(SUFFIXES)).padStart(4, '0');
      if (!this.#given.has(pin)) return pin;
    }
  }

  /** A meeting has a hundred people, so that there is always one. */
  #forgetOneGone(): void {
    const gone = [...this.#given].find(([, { owner }]) => !this.#isHere(owner.id));
    if (gone !== undefined) this.#given.delete(gone[0]);
  }
}
