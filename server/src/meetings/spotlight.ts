// Whom conveners have put in the spotlight, for everybody.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { MAX_SPOTLIT } from '@distansmote/shared/signalling/shapes.ts';
import type { Roster } from './roster.ts';

export class Spotlight {
  readonly #roster: Roster;
  #personIds: readonly ParticipantId[] = [];

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** In the order in which they were put there. */
  get personIds(): readonly ParticipantId[] {
    return this.#personIds;
  }

  /** @param wanted of too many, the last. @returns whether it changed. */
  set(wanted: readonly ParticipantId[]): boolean {
    const personIds = wanted.slice(-MAX_SPOTLIT);
    const before = this.#personIds;
    if (personIds.length === before.length && personIds.every((id, at) => id === before[at]))
      return false;
    this.#personIds = personIds;
    this.#roster.tellEverybody({ type: 'spotlightChanged', personIds });
    return true;
  }

  /** That person has left. */
  left(personId: ParticipantId): void {
    this.set(this.#personIds.filter((id) => id !== personId));
  }

  /** Those who are not here have left. */
  retainPresent(): void {
    this.set(this.#personIds.filter((id) => this.#roster.persons.has(id)));
  }
}
