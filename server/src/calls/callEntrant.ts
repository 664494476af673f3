// Somebody who wants in by a call: known by a number that can be forged, by a PIN, or by what happened to the call before.
import { randomUUID } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { CallIdLookup } from '../guessing/callIdLookup.ts';
import { phoneClient } from '../guessing/lookupClient.ts';
import type { LobbyEvent } from '../meetings/events.ts';
import type { Claim, Entrant } from '../meetings/join.ts';
import type { LobbyEntry } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Microphone } from '../meetings/microphone.ts';
import type { PersonName } from '../meetings/person.ts';
import type { Caller } from '../sip/sipMessages.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { maskedNumber } from './maskedNumber.ts';

/** Whose call it is, where that is known: by what happened to it before, or by a PIN. */
export interface KnownCaller {
  id: ParticipantId;
  name: PersonName;
  /** Speaks for somebody who is, or was, here by a browser. */
  isLinked: boolean;
  /** Of who was in a meeting that has been lost. */
  microphone?: Microphone | undefined;
}

/** The side of the call that the way in needs. */
export interface CallParty {
  readonly caller: Caller;
  /** The caller has hung up. */
  readonly isGone: boolean;
  onLobbyEvent(event: LobbyEvent): void;
}

export interface CallEntrantDeps {
  spaces: Pick<SpaceStore, 'findByCallId'>;
  callIdLookup: CallIdLookup;
}

export class CallEntrant implements Entrant {
  readonly kind = 'phone';
  readonly callId: CallId;
  readonly known: KnownCaller | undefined;
  /** By which somebody who was removed stays so; undefined where the number is not shown. */
  readonly aliasId: ParticipantId | undefined;
  readonly #party: CallParty;
  readonly #deps: CallEntrantDeps;
  /**
   * Another for each call, so that the id, which everybody in the meeting is told, says nothing of the number: of a
   * masked one there are only some hundred.
   */
  readonly #newId = randomUUID() as string as ParticipantId;

  constructor(
    callId: CallId,
    party: CallParty,
    { known, aliasId }: { known: KnownCaller | undefined; aliasId: ParticipantId | undefined },
    deps: CallEntrantDeps,
  ) {
    this.callId = callId;
    this.known = known;
    this.aliasId = aliasId;
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
    return this.known?.name ?? { name: maskedNumber(this.#party.caller.number), profession: '' };
  }

  /** Who is known was let in before, so that the number is no guess any more. */
  lookUp() {
    const { spaces, callIdLookup } = this.#deps;
    if (this.known !== undefined) return spaces.findByCallId(this.callId);
    return callIdLookup.find(this.callId, phoneClient(this.#party.caller));
  }

  claim(_space: Space | undefined, meeting: Meeting | undefined): Claim {
    return {
      id: this.#idIn(meeting),
      standing: this.#standingIn(meeting),
      isConvener: false,
      hasSecret: false,
      hasPass: false,
      // What a trunk lets through has limits of its own.
      strangerFrom: undefined,
      browserId: undefined,
    };
  }

  pay(): void {
    // What a trunk lets through has limits of its own.
  }

  lobbyEntry(id: ParticipantId): LobbyEntry {
    const { caller } = this.#party;
    return {
      guest: { id, kind: this.kind, ...this.name },
      address: caller.number ?? caller.trunk,
      tell: (event) => this.#party.onLobbyEvent(event),
    };
  }

  releasePrevious(): void {
    // A call is at one place at a time.
  }

  /** Whose call it is known to be keeps their id. */
  #idIn(meeting: Meeting | undefined): ParticipantId {
    const { known } = this;
    if (known !== undefined && (known.isLinked || meeting?.isTaken(known.id) !== true))
      return known.id;
    return this.#newId;
  }

  /** A number shown by the trunk proves nobody: who was let in before knocks anew. Who was removed stays so. */
  #standingIn(meeting: Meeting | undefined): Claim['standing'] {
    const { known, aliasId } = this;
    if (known === undefined)
      return aliasId !== undefined && meeting?.standingOf(aliasId) === 'removed'
        ? 'removed'
        : 'new';
    const ids = known.isLinked ? [known.id] : [known.id, aliasId];
    const standings = ids.map((id) => id && meeting?.standingOf(id));
    if (standings.includes('removed')) return 'removed';
    // Their seat is counted already.
    return known.isLinked && standings.includes('present') ? 'present' : 'known';
  }
}
