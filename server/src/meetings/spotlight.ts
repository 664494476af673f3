// Whom a convener has put in the spotlight, for everybody.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Roster } from './roster.ts';

export class Spotlight {
  readonly #roster: Roster;
  #personId: ParticipantId | null = null;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** Null when nobody is. */
  get personId(): ParticipantId | null {
    return this.#personId;
  }

  /** @returns whether it changed. */
  set(personId: ParticipantId | null): boolean {
    if (this.#personId === personId) return false;
    this.#personId = personId;
    this.#roster.tellEverybody({ type: 'spotlightChanged', personId });
    return true;
  }

  /** That person has left. */
  left(personId: ParticipantId): void {
    if (this.#personId === personId) this.set(null);
  }
}
