// Raises and lowers hands. A hand needs no event when its person leaves: it goes with them.
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
