// A caller who asks to join: known by what the INVITE says of them, which can be forged, by a PIN, or by what happened
// earlier in the call.
import { randomUUID } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { CallIdLookup } from '../guessing/callIdLookup.ts';
import type { LobbyEvent } from '../meetings/events.ts';
import type { Claim, Entrant } from '../meetings/join.ts';
import type { LobbyEntry } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Microphone } from '../meetings/microphone.ts';
import type { Person, PersonName } from '../meetings/person.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import type { CallerIdentity } from './callerIdentity.ts';

/** Who is calling, when that is known: from earlier in the call, or from a PIN. */
export interface KnownCaller {
  id: ParticipantId;
  name: PersonName;
  /** Came by a PIN: the call becomes another leg of somebody who is, or was, here in a browser. */
  isLinked: boolean;
  /** Was rung up from the meeting, whose conveners want them in: past the lobby, also where it is locked or early. */
  isRung?: true;
  /** Carried over from a meeting that was lost. */
  microphone?: Microphone | undefined;
}

type NameOnly = Pick<PersonName, 'name' | 'profession'> & { role?: PersonName['role'] | undefined };

/** Let in from the lobby. */
export function knownGuest({ guest }: LobbyEntry): KnownCaller {
  return { id: guest.id, name: nameOf(guest), isLinked: false };
}

/** In a meeting. */
export function knownPerson({
  person,
  isLinked,
  isRung,
}: {
  person: Person;
  isLinked: boolean;
  isRung: boolean;
}): KnownCaller {
  const { id, microphone } = person;
  return { id, name: nameOf(person), isLinked, ...(isRung && { isRung }), microphone };
}

/** A call has no companions. */
const nameOf = ({ name, profession, role }: NameOnly): PersonName => ({
  name,
  profession,
  ...(role && { role }),
});

/** What the join flow needs of a call. */
export interface CallParty {
  readonly identity: CallerIdentity;
  /** The caller has hung up. */
  readonly isGone: boolean;
  /** Heard at 16 kHz. */
  readonly isWideband?: boolean;
  onLobbyEvent(event: LobbyEvent): void;
}

export interface CallEntrantDeps {
  spaces: Pick<SpaceStore, 'findByCallId'>;
  callIdLookup: CallIdLookup;
}

export interface Particulars {
  known: KnownCaller | undefined;
  aliasId: ParticipantId | undefined;
  /** The call ID was found before, by this call: they aren't guessing. */
  isChecked: boolean;
  /** By which they were in the lobby, before the meeting moved. */
  guestId?: ParticipantId | undefined;
}

export class CallEntrant implements Entrant {
  readonly kind: CallerIdentity['kind'];
  readonly callId: CallId;
  readonly known: KnownCaller | undefined;
  /** Keeps a removed caller out; undefined when they withhold who they are. */
  readonly aliasId: ParticipantId | undefined;
  readonly #isChecked: boolean;
  readonly #guestId: ParticipantId | undefined;
  readonly #party: CallParty;
  readonly #deps: CallEntrantDeps;
  /**
   * A new id per call: everybody in the meeting sees it, and an id derived from a number would reveal it (a masked
   * number leaves only a few hundred to try).
   */
  readonly #newId = randomUUID() as string as ParticipantId;

  constructor(
    callId: CallId,
    party: CallParty,
    { known, aliasId, isChecked, guestId }: Particulars,
    deps: CallEntrantDeps,
  ) {
    this.kind = party.identity.kind;
    this.callId = callId;
    this.known = known;
    this.aliasId = aliasId;
    this.#isChecked = isChecked;
    this.#guestId = guestId;
    this.#party = party;
    this.#deps = deps;
  }

  get isGone(): boolean {
    return this.#party.isGone;
  }

  get isLinked(): boolean {
    return this.known?.isLinked === true;
  }

  get name(): PersonName {
    return this.known?.name ?? this.#party.identity.name;
  }

  lookUp() {
    const { spaces, callIdLookup } = this.#deps;
    if (this.#isChecked) return spaces.findByCallId(this.callId);
    return callIdLookup.find(this.callId, this.#party.identity.client);
  }

  claim(_space: Space | undefined, meeting: Meeting | undefined): Claim {
    return {
      id: this.#idIn(meeting),
      standing: this.#standingIn(meeting),
      isConvener: false,
      hasSecret: false,
      hasPass: false,
      // Calls have limits of their own.
      strangerFrom: undefined,
      browserId: undefined,
    };
  }

  pay(): void {
    // Calls have limits of their own.
  }

  lobbyEntry({ id }: Pick<Claim, 'id'>): LobbyEntry {
    const { identity } = this.#party;
    return {
      guest: { id, kind: this.kind, ...this.name },
      address: identity.address,
      tell: (event) => this.#party.onLobbyEvent(event),
    };
  }

  releasePrevious(): void {
    // A call has nothing to release.
  }

  /** A known caller keeps their id, and so does one who was in the lobby. */
  #idIn(meeting: Meeting | undefined): ParticipantId {
    const id = this.known?.id ?? this.#guestId;
    if (id !== undefined && (this.isLinked || meeting?.isTaken(id) !== true)) return id;
    return this.#newId;
  }

  /**
   * A caller number or SIP address proves nothing: somebody who was admitted under it must knock again. It is enough to keep out
   * somebody who was removed.
   */
  #standingIn(meeting: Meeting | undefined): Claim['standing'] {
    const { known, aliasId } = this;
    // Whoever rings knows whom; what became of an earlier call from there does not matter.
    const hasId = known?.isLinked === true || known?.isRung === true;
    const ids = hasId ? [known.id] : [known?.id ?? this.#guestId, aliasId];
    const standings = ids.map((id) => id && meeting?.memory.standingOf(id));
    if (known === undefined)
      return standings.includes('barred')
        ? 'barred'
        : standings[0] === 'waiting'
          ? 'waiting'
          : 'new';
    if (standings.includes('barred') || standings.includes('removed')) return 'barred';
    // Their seat is already counted; also that of a caller whose meeting has moved here.
    const isTheirs = known.isLinked || this.#idIn(meeting) === known.id;
    if (isTheirs && standings.includes('present')) return 'present';
    return known.isRung === true ? 'rung' : 'known';
  }
}
