// The personal pins of one meeting: whoever keys one behind the call ID speaks and hears for its owner.
import { randomInt } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';

/** For whom a telephone speaks; also when their browser is absent by then. */
export interface PinOwner {
  id: ParticipantId;
  name: string;
  profession: string;
}

/** Long enough to find the telephone, and to ring again; short, since four digits can be guessed at (decision 0027). */
export const PIN_VALID_MS = 15 * 60_000;
const PIN_COUNT = 10_000;
/**
 * Twice as many as may be there: whoever comes, asks and goes over and over uses up those of who has gone, and gives
 * nobody who guesses many to hit.
 */
const MAX_PINS = 200;

export class DialInPins {
  /** In the order they were asked for last. */
  readonly #pins = new Map<string, { owner: PinOwner; expiresAt: number }>();
  readonly #isHere: (id: ParticipantId) => boolean;

  /** @param isHere tells whose pin stays, where there are too many. */
  constructor(isHere: (id: ParticipantId) => boolean) {
    this.#isHere = isHere;
  }

  /**
   * The owner's, which is good for another while if there is one already.
   * @param now milliseconds since 1970.
   */
  issue(owner: PinOwner, now: number): string {
    this.#removeExpired(now);
    const pin = this.#pinOf(owner.id) ?? this.#generate();
    this.#pins.delete(pin);
    this.#pins.set(pin, { owner, expiresAt: now + PIN_VALID_MS });
    return pin;
  }

  /** Undefined when nobody has been given it, or too long ago. */
  ownerOf(pin: string, now: number): PinOwner | undefined {
    this.#removeExpired(now);
    return this.#pins.get(pin)?.owner;
  }

  /** Who has left rings by the call ID, as anybody. */
  retainOnly(here: ReadonlySet<ParticipantId>): void {
    for (const [pin, { owner }] of this.#pins) if (!here.has(owner.id)) this.#pins.delete(pin);
  }

  #pinOf(id: ParticipantId): string | undefined {
    return [...this.#pins].find(([, { owner }]) => owner.id === id)?.[0];
  }

  #removeExpired(now: number): void {
    for (const [pin, { expiresAt }] of this.#pins) if (expiresAt <= now) this.#pins.delete(pin);
  }

  #generate(): string {
    if (this.#pins.size >= MAX_PINS) this.#evictAbsent();
    for (;;) {
      const pin = String(randomInt(PIN_COUNT)).padStart(4, '0');
      if (!this.#pins.has(pin)) return pin;
    }
  }

  /** A meeting has a hundred people, so that there is always one. */
  #evictAbsent(): void {
    const absent = [...this.#pins].find(([, { owner }]) => !this.#isHere(owner.id));
    if (absent !== undefined) this.#pins.delete(absent[0]);
  }
}
