// Who signs in a meeting: told to everybody, and their camera goes before all others.
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

export class Signing {
  readonly #roster: Roster;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** As the person says. */
  set(person: Person, isSigning: boolean): void {
    const before = person.isSigning;
    person.signs = isSigning;
    this.changed(person, before);
  }

  /** After what they have said, or their role, may have changed. @param before whether they signed. */
  changed(person: Person, before: boolean): void {
    const { id: personId, isSigning } = person;
    if (isSigning === before) return;
    for (const track of person.sentTracks) track.setSigned(isSigning);
    this.#roster.tellEverybody({ type: 'signingChanged', personId, isSigning });
  }
}
