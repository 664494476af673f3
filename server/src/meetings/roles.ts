// What people in a meeting do for the others, as far as a convener says so, and which of them are never held back.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { areSameRole, type Role } from '@distansmote/shared/signalling/role.ts';
import type { MeetingMedia } from '../media/meetingMedia.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';
import type { Signing } from './signing.ts';

/**
 * Interpreters who are heard beside the loudest voices. Anybody may say that they interpret, and a meeting with more has
 * no use for more at once.
 */
export const MAX_ALWAYS_HEARD = 4;

export class Roles {
  readonly #roster: Roster;
  readonly #media: Pick<MeetingMedia, 'setAlwaysForwarded'>;
  readonly #signing: Signing;
  #alwaysHeardIds: readonly ParticipantId[] = [];

  constructor(roster: Roster, media: Pick<MeetingMedia, 'setAlwaysForwarded'>, signing: Signing) {
    this.#roster = roster;
    this.#signing = signing;
    this.#media = media;
  }

  /** By a convener. @returns whether it is another than they had. */
  give(person: Person, role: Role | null, convener: Person): boolean {
    const hasChanged = !areSameRole(person.role, role ?? undefined);
    // Also where it is what they said themselves: from now on it is not only they who say it.
    const wasSigning = person.isSigning;
    person.giveRole(role);
    this.#signing.changed(person, wasSigning);
    this.changed();
    if (!hasChanged) return false;
    this.#roster.tellOthers(person.id, { type: 'personChanged', person });
    person.tell({ type: 'roleGiven', role, byName: convener.displayName });
    return true;
  }

  /** Whether their voice is never held back, however many speak. */
  isAlwaysHeard(id: ParticipantId): boolean {
    return this.#alwaysHeardIds.includes(id);
  }

  /** Somebody has come or left, or has another role. */
  changed(): void {
    const ids = alwaysHeard([...this.#roster.persons.values()]);
    if (ids.join() === this.#alwaysHeardIds.join()) return;
    this.#alwaysHeardIds = ids;
    this.#media.setAlwaysForwarded(ids);
    this.#roster.tellEverybody({ type: 'alwaysHeardChanged' });
  }
}

/**
 * Whom a convener has made interpreters, then those who say so themselves, each in order of joining. Not from whom a convener
 * has taken it.
 */
function alwaysHeard(persons: readonly Person[]): ParticipantId[] {
  const interpreters = persons.filter(
    // Whoever interprets a sign language speaks for those who sign.
    ({ role, isRoleTaken }) =>
      !isRoleTaken && (role?.type === 'interpreter' || role?.type === 'signLanguageInterpreter'),
  );
  return interpreters
    .toSorted((one, other) => Number(other.hasGivenRole) - Number(one.hasGivenRole))
    .slice(0, MAX_ALWAYS_HEARD)
    .map(({ id }) => id);
}
