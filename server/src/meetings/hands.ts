// Raises and lowers hands; everybody present is told. Whoever leaves takes theirs along without a word.
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

export class Hands {
  readonly #roster: Roster;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  raise(person: Person): void {
    if (person.handRaisedAt !== null) return;
    const at = Date.now();
    person.handRaisedAt = at;
    this.#roster.tellEverybody({ type: 'handRaised', personId: person.id, at });
  }

  lower(person: Person): void {
    if (person.handRaisedAt === null) return;
    person.handRaisedAt = null;
    this.#roster.tellEverybody({ type: 'handLowered', personId: person.id });
  }
}
