// Dial-in PINs of one meeting: a caller who keys one after the call ID becomes its owner's linked phone.
import { randomInt } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import type { MeetingState } from './meetingState.ts';

/** Whom the telephone will speak for; their browser may be gone by then. */
export interface PinOwner {
  id: ParticipantId;
  name: string;
  profession: string;
  role?: Role;
}

/** Long enough to find the telephone and call again; short, since four digits can be guessed (decision 0027). */
export const PIN_VALID_MS = 15 * 60_000;
const PIN_COUNT = 10_000;
/**
 * Twice the size of a full meeting. Whoever keeps coming, asking and leaving evicts PINs of people who have left, and
 * a guesser never has many to hit.
 */
const MAX_PINS = 200;

export class DialInPins {
  /** Least recently issued first. */
  readonly #pins = new Map<string, { owner: PinOwner; expiresAt: number }>();
  readonly #isHere: (id: ParticipantId) => boolean;

  /** @param isHere PINs of people who are here are never evicted. */
  constructor(isHere: (id: ParticipantId) => boolean) {
    this.#isHere = isHere;
  }

  get state(): MeetingState['pins'] {
    return [...this.#pins].map(([pin, { owner, expiresAt }]) => {
      const { id, name, profession, role } = owner;
      return { pin, owner: { id, name, profession, ...(role && { role }) }, expiresAt };
    });
  }

  /** Of a meeting that was at another server. */
  restore(pins: MeetingState['pins']): void {
    this.#pins.clear();
    for (const { pin, owner, expiresAt } of pins.slice(-MAX_PINS))
      this.#pins.set(pin, { owner, expiresAt });
  }

  /**
   * Issues the owner's PIN; an existing one is kept and its validity renewed.
   * @param now milliseconds since 1970.
   */
  issue(owner: PinOwner, now: number): string {
    this.#removeExpired(now);
    const pin = this.#pinOf(owner.id) ?? this.#generate();
    this.#pins.delete(pin);
    this.#pins.set(pin, { owner, expiresAt: now + PIN_VALID_MS });
    return pin;
  }

  /** Undefined when the PIN isn't issued, or has expired. */
  ownerOf(pin: string, now: number): PinOwner | undefined {
    this.#removeExpired(now);
    return this.#pins.get(pin)?.owner;
  }

  /** Drops the PINs of everybody else: those who have left call in with the call ID alone. */
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

  /** There always is one: fewer people are present than PINs are kept. */
  #evictAbsent(): void {
    const absent = [...this.#pins].find(([, { owner }]) => !this.#isHere(owner.id));
    if (absent !== undefined) this.#pins.delete(absent[0]);
  }
}
