// What a meeting remembers of people who are not in it now: their standing, who was here when it moved to this server,
// and who left muted.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Standing } from './admission.ts';
import { DepartedMuted } from './departedMuted.ts';
import { DepartedRoles } from './departedRoles.ts';
import { Door } from './door.ts';
import type { Leg } from './leg.ts';
import { Microphone } from './microphone.ts';
import { type Identity, Person } from './person.ts';
import type { Returning } from './returning.ts';
import type { Roster } from './roster.ts';
import { Standings } from './standings.ts';
import type { VoidPassesOfSpace } from './voidPasses.ts';

export interface MemoryDeps {
  roster: Roster;
  returning: Returning;
  voidPasses: VoidPassesOfSpace;
  /** Undefined where nobody keeps the door. */
  onDoorChanged: (() => void) | undefined;
}

/** Somebody as they were when they were last here. */
export interface Recalled {
  person: Person;
  /** This leg came back first; the telephone that carries its audio is to follow. */
  isPhoneMissing: boolean;
}

export class Memory {
  readonly returning: Returning;
  readonly standings: Standings;
  readonly door: Door;
  readonly departed = new DepartedMuted();
  readonly departedRoles = new DepartedRoles();
  readonly #roster: Roster;

  constructor({ roster, returning, voidPasses, onDoorChanged }: MemoryDeps) {
    this.#roster = roster;
    this.returning = returning;
    this.standings = new Standings(
      (id) => this.wasHere(id),
      voidPasses,
      () => this.door.changed(),
    );
    this.door = new Door(roster, this.standings, onDoorChanged);
  }

  standingOf(id: ParticipantId, browserId?: string): Standing {
    if (this.#roster.persons.has(id)) return 'present';
    const standing = this.standings.of(id, browserId);
    if (standing === 'known') return this.returning.has(id) ? 'present' : standing;
    return standing !== 'barred' && this.returning.wasWaiting(id) ? 'waiting' : standing;
  }

  /** Whether somebody with that id is present, or was when the meeting moved here and is to come back. */
  wasHere(id: ParticipantId): boolean {
    return this.#roster.persons.has(id) || this.returning.has(id);
  }

  /** Of those present, and of those who are to come back. */
  get seatsTaken(): number {
    return this.#roster.persons.size + this.returning.count;
  }

  /** Whether a convener of this meeting let them in. */
  isLetIn(id: ParticipantId): boolean {
    return this.standings.isLetIn(id);
  }

  /** Whether a phone that links to that person joins muted: as their microphone is, or was when they left. */
  joinsMuted(id: ParticipantId): boolean {
    const { isMuted } = this.#roster.persons.get(id)?.microphone ?? this.returning.find(id) ?? {};
    return isMuted ?? this.departed.has(id);
  }

  /**
   * Somebody enters: as they were, where they were here before. From now on they are not absent.
   * @param known their microphone, carried over from a meeting of this space that was lost.
   */
  recall({ personId: id, capabilities }: Leg, identity: Identity, known?: Microphone): Recalled {
    const former = this.returning.find(id);
    const wasMuted = this.joinsMuted(id);
    this.returning.delete(id);
    this.departed.forget(id);
    const isByPhone = capabilities.takesOverAudio;
    const isPhoneMissing = former?.isLinked === true && !isByPhone;
    // A telephone may take over for a leg that is gone. Any other leg says itself whether its microphone is muted.
    const isTakenOver = isByPhone || isPhoneMissing;
    const microphone =
      known ?? (isTakenOver ? new Microphone(wasMuted, 'handover') : new Microphone());
    // But it knows nothing of what it was not told before the meeting moved.
    if (!isTakenOver && former?.unheardMuteBy !== undefined)
      microphone.set(true, 'convener', former.unheardMuteBy);
    const person = new Person(id, identity, microphone);
    person.handRaisedAt = former?.handRaisedAt ?? null;
    person.signs = former?.signs;
    const givenRole = this.departedRoles.take(id);
    const role = former?.givenRole === undefined ? givenRole : former.givenRole;
    if (role !== undefined) person.giveRole(role);
    person.wasConvener = former?.isConvener === true && isByPhone;
    return { person, isPhoneMissing };
  }
}
