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

  /**
   * @param convener who does it, unless it is the person.
   * @returns whether it was raised.
   */
  lower(person: Person, convener?: Person): boolean {
    if (person.handRaisedAt === null) return false;
    person.handRaisedAt = null;
    const byName = convener?.displayName;
    this.#roster.tellEverybody({
      type: 'handLowered',
      personId: person.id,
      ...(byName && { byName }),
    });
    return true;
  }
}
