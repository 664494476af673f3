// The one use case of coming in, for every kind of leg: look-up, admission, lobby, preparation, entry, audit.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import type { LookupResult } from '../guessing/callIdLookup.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Log } from '../platform/log.ts';
import { shouldRecordUse } from '../spaces/expiry.ts';
import { recordUseAsync } from '../spaces/recordUse.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { type AdmissionRefusal, refusalOf, type Standing } from './admission.ts';
import type { Leg } from './leg.ts';
import type { LobbyDoor, LobbyEntry } from './lobby.ts';
import type { Entered } from './entering.ts';
import type { Meeting } from './meeting.ts';
import type { Meetings } from './meetings.ts';
import type { Microphone } from './microphone.ts';
import { MeetingElsewhere } from './ownership.ts';
import type { Identity, Person, PersonName } from './person.ts';

/** What somebody can claim at a space and its meeting. Evaluated again at each step of the way in. */
export interface Claim {
  id: ParticipantId;
  /** What the meeting remembers of them. */
  standing: Standing;
  isConvener: boolean;
  /** Has the guest link's secret. */
  hasSecret: boolean;
  /** Was admitted before, possibly to an earlier meeting of this space. */
  hasPass: boolean;
  /** The address of somebody who has only the call ID; undefined when they are vouched for. */
  strangerFrom: string | undefined;
  /** The same in every tab of a browser; undefined when the browser isn't recognised, and for conveners. */
  browserId: string | undefined;
}

/**
 * Somebody who wants in. Implemented by each kind of client: it says what differs between a browser and a call.
 */
export interface Entrant {
  readonly callId: CallId;
  readonly kind: ParticipantKind;
  /** They have hung up or closed the page: there is nobody to answer. */
  readonly isGone: boolean;
  /** Looks the space up, charging the guess budgets that apply to this client and what it shows. */
  lookUp(meeting: Meeting | undefined): Promise<LookupResult>;
  claim(space: Space | undefined, meeting: Meeting | undefined): Claim;
  /**
   * Charges a step that has its own limit.
   * @throws LimitExceeded
   */
  pay(step: 'uncheckedKnock' | 'knock' | 'join' | 'return'): void;
  lobbyEntry(claim: Claim): LobbyEntry;
  /** Releases what they held before: from now on they wait in a lobby. */
  releasePrevious(): void;
}

/** What look-up and admission say of somebody; `unchecked`: the number was not tried. */
export type AdmissionResult =
  | { refusal: undefined; space: Space }
  | { refusal: AdmissionRefusal | 'unchecked' | 'elsewhere'; space: Space | undefined };

/** `gone`: there is nobody left to answer. `elsewhere`: another server holds the meeting. */
export type PrepareRefusal = AdmissionRefusal | 'unchecked' | 'elsewhere' | 'gone';
export type JoinRefusal = AdmissionRefusal | 'gone';
export type KnockRefusal =
  | Exclude<AdmissionRefusal, 'needsLobby'>
  | 'lobbyFull'
  | 'elsewhere'
  | 'gone';

export type KnockResult =
  | { type: 'waiting'; lobby: LobbyDoor; entry: LobbyEntry; isConvenerThere: boolean }
  /** Too many wrong numbers lately: whether a space has this one is not revealed. */
  | { type: 'waitingUnchecked'; lobby: LobbyDoor; entry: LobbyEntry }
  /** They may enter: they were let in meanwhile. */
  | { type: 'admitted' }
  | { type: 'refused'; refusal: KnockRefusal };

/** Ready to join. Nobody else knows of it yet, and nothing flows. */
export interface Prepared<L extends Leg> {
  type: 'prepared';
  meeting: Meeting;
  leg: L;
  /** The tracks sent now; later ones are offered as they start. */
  tracks: SentTrack[];
}

/** Who joins, as others and the audit log will see them. */
export interface JoinDetails extends PersonName, Pick<Identity, 'canModerate'> {
  actor: AuditActor;
  /** Carried over from a meeting that was lost, so that they stay muted. */
  microphone?: Microphone | undefined;
}

export interface Joined extends Entered {
  type: 'joined';
  space: Space;
  isConvener: boolean;
  /** They were present already, if only before the meeting moved here. */
  isReturn: boolean;
}

interface Refusal<Why> {
  type: 'refused';
  refusal: Why;
}

/** What the audit log and the list of attendance say of somebody's time in a meeting. */
export interface Stay {
  actor: AuditActor;
  space: Pick<Space, 'id' | 'callId' | 'name'>;
  /** `room`: by a room system, whose name anybody may have set. */
  detail?: 'room';
}

export interface JoinFlowDeps {
  spaces: SpaceStore;
  meetings: Meetings;
  /**
   * Somebody is present, or present again by another leg. Must not take time: the reply waits for it.
   * @param isReturn they were present already, if only before the meeting moved here.
   */
  onEntered(meeting: Meeting, person: Person, stay: Stay, isReturn: boolean): void;
  log: Log;
}

/** Adapters (`browser/`, `calls/`) make an `Entrant` and a leg; everything else about coming in is decided here. */
export class JoinFlow {
  readonly #deps: JoinFlowDeps;

  constructor(deps: JoinFlowDeps) {
    this.#deps = deps;
  }

  /** Looks the space up and checks admission. */
  async checkAdmission(entrant: Entrant): Promise<AdmissionResult> {
    const { meetings } = this.#deps;
    const space = await entrant.lookUp(await meetings.find(entrant.callId));
    if (space === 'unchecked') return { refusal: 'unchecked', space: undefined };
    if (space === undefined) return { refusal: 'callIdUnknown', space };
    // Only now: whether a meeting is open is nobody's business who has not found its number.
    if (await meetings.isElsewhere(entrant.callId)) return { refusal: 'elsewhere', space };
    const meeting = await meetings.find(entrant.callId);
    if (meeting === undefined) await meetings.readVoidPasses(entrant.callId);
    const refusal = await this.#lastRefusalOf(entrant, space, meeting);
    return refusal === undefined ? { refusal, space } : { refusal, space };
  }

  /**
   * Opens a leg in the meeting; nothing flows on it until `join`.
   * @param openLeg makes the leg; called again if the meeting ended meanwhile.
   */
  async prepare<L extends Leg>(
    entrant: Entrant,
    admission: AdmissionResult,
    openLeg: (meeting: Meeting, claim: Claim) => Promise<L>,
  ): Promise<Prepared<L> | Refusal<PrepareRefusal>> {
    if (admission.refusal !== undefined) return refused(admission.refusal);
    let space: Space | undefined = admission.space;
    while (space !== undefined) {
      const meeting = await this.#openHere(entrant.callId);
      if (meeting === undefined) return refused('elsewhere');
      const claim = entrant.claim(space, meeting);
      const leg = await openIn(meeting, () => openLeg(meeting, claim));
      // Checked again: somebody removed or locked out while the leg was being made must not learn of any track.
      const refusal = leg && this.#refusalOf(entrant, space, meeting);
      const isOvertaken = entrant.claim(space, meeting).id !== leg?.personId;
      if (leg !== undefined && refusal === undefined && !isOvertaken && !entrant.isGone)
        return { type: 'prepared', meeting, leg, tracks: meeting.addPending(leg, claim) };
      leg?.close();
      meeting.closeIfEmpty();
      if (entrant.isGone) return refused('gone');
      if (refusal !== undefined) return refused(refusal);
      // The meeting emptied, its worker died, or the id was taken: try again.
      space = await this.#deps.spaces.findByCallId(entrant.callId);
    }
    return refused('callIdUnknown');
  }

  /**
   * Makes the person of a prepared leg present. Admission is checked again.
   * @param startTracks makes what the leg sends; the tracks are closed if entry is then refused.
   */
  async join(
    entrant: Entrant,
    { meeting, leg }: Pick<Prepared<Leg>, 'meeting' | 'leg'>,
    { actor, microphone, ...who }: JoinDetails,
    startTracks: () => Promise<SentTrack[]> = () => Promise.resolve([]),
  ): Promise<Joined | Refusal<JoinRefusal>> {
    const { spaces, onEntered, log } = this.#deps;
    if (meeting.arrival.awaited !== undefined) await meeting.arrival.awaited;
    // They are led to the other server when they prepare again.
    if (meeting.departure.isUnderWay) return refused('gone');
    const space = await spaces.findByCallId(entrant.callId);
    const refusal = this.#refusalOf(entrant, space, meeting);
    if (space === undefined || refusal !== undefined) return refused(refusal ?? 'callIdUnknown');
    entrant.pay(meeting.memory.wasHere(leg.personId) ? 'return' : 'join');
    const tracks = await startTracks();
    // While the tracks were being made, the last seat may have been taken, or the leg released.
    const overtakenBy = this.#refusalOf(entrant, space, meeting);
    const claim = entrant.claim(space, meeting);
    const isGone = entrant.isGone || !meeting.isPending(leg) || claim.id !== leg.personId;
    const { isUnderWay } = meeting.departure;
    if (overtakenBy !== undefined || isGone || isUnderWay) {
      for (const track of tracks) track.close();
      return refused(overtakenBy ?? 'gone');
    }
    const { isConvener, strangerFrom, browserId } = claim;
    const identity = { ...who, isConvener, strangerFrom, browserId };
    const isReturn = meeting.memory.wasHere(leg.personId);
    const entered = meeting.enter(leg, identity, microphone);
    const stay = { actor, space, ...(leg.kind === 'room' && { detail: 'room' as const }) };
    onEntered(meeting, entered.person, stay, isReturn);
    if (shouldRecordUse(space, Date.now())) recordUseAsync(spaces, space.callId, log);
    return { type: 'joined', ...entered, space, isConvener, isReturn };
  }

  /**
   * Waits in the lobby, when look-up or admission asked for that.
   * @throws LimitExceeded
   */
  async knock(entrant: Entrant, refusal: 'needsLobby' | 'unchecked'): Promise<KnockResult> {
    // A look-up is delayed during guessing: they may have left by now.
    if (entrant.isGone) return refused('gone');
    if (refusal === 'unchecked') return this.#knockUnchecked(entrant);
    entrant.pay('knock');
    entrant.releasePrevious();
    return this.#waitInLobby(entrant);
  }

  async #waitInLobby(entrant: Entrant): Promise<KnockResult> {
    const { spaces } = this.#deps;
    const meeting = await this.#openHere(entrant.callId);
    if (meeting === undefined) return refused('elsewhere');
    try {
      const space = await spaces.findByCallId(entrant.callId);
      const refusal = await this.#lastRefusalOf(entrant, space, meeting);
      if (entrant.isGone) return refused('gone');
      // Deleted meanwhile: nobody could ever let them in.
      if (space === undefined) return refused('callIdUnknown');
      // The meeting ended meanwhile, or is about to move: try again.
      if (meeting.closed || meeting.departure.isUnderWay) return await this.#waitInLobby(entrant);
      if (refusal === undefined) return { type: 'admitted' };
      if (refusal !== 'needsLobby') return refused(refusal);
      const entry = entrant.lobbyEntry(entrant.claim(space, meeting));
      if (!meeting.knock(entry)) return refused('lobbyFull');
      const { isThere: isConvenerThere } = meeting.presentConveners;
      return { type: 'waiting', lobby: meeting, entry, isConvenerThere };
    } finally {
      meeting.closeIfEmpty();
    }
  }

  /** The same wait whether or not a space has the number. */
  #knockUnchecked(entrant: Entrant): KnockResult {
    entrant.pay('uncheckedKnock');
    entrant.releasePrevious();
    const lobby = this.#deps.meetings.uncheckedLobbies.of(entrant.callId);
    const entry = entrant.lobbyEntry(entrant.claim(undefined, undefined));
    lobby.knock(entry);
    return { type: 'waitingUnchecked', lobby, entry };
  }

  /** Undefined when another server was faster. */
  async #openHere(callId: CallId): Promise<Meeting | undefined> {
    try {
      const meeting = await this.#deps.meetings.open(callId);
      return meeting.departure.isUnderWay ? undefined : meeting;
    } catch (error) {
      if (error instanceof MeetingElsewhere) return undefined;
      throw error;
    }
  }

  /** Where a meeting is about to arrive, a refusal counts once it is there: somebody may have let them in before it left. */
  async #lastRefusalOf(
    entrant: Entrant,
    space: Space | undefined,
    meeting: Meeting | undefined,
  ): Promise<AdmissionRefusal | undefined> {
    const refusal = this.#refusalOf(entrant, space, meeting);
    if (refusal === undefined || meeting?.arrival.awaited === undefined) return refusal;
    await meeting.arrival.awaited;
    return this.#refusalOf(entrant, space, meeting);
  }

  /** The only caller of admission. Undefined when they may enter. */
  #refusalOf(
    entrant: Entrant,
    space: Space | undefined,
    meeting: Meeting | undefined,
  ): AdmissionRefusal | undefined {
    const { standing, isConvener, hasSecret, hasPass, strangerFrom } = entrant.claim(
      space,
      meeting,
    );
    return refusalOf({
      space,
      kind: entrant.kind,
      now: Date.now(),
      presentCount: meeting?.memory.seatsTaken ?? 0,
      strangersOfAddress:
        strangerFrom === undefined ? undefined : (meeting?.strangersFrom(strangerFrom) ?? 0),
      isLocked: meeting?.isLocked ?? false,
      isConvener,
      hasSecret,
      hasPass,
      standing,
    });
  }
}

/** Undefined when the meeting ended meanwhile. */
async function openIn<L extends Leg>(
  meeting: Meeting,
  open: () => Promise<L>,
): Promise<L | undefined> {
  try {
    const leg = await open();
    if (!meeting.closed) return leg;
    leg.close();
  } catch (error) {
    if (!meeting.closed) {
      meeting.closeIfEmpty();
      throw error;
    }
  }
  return undefined;
}

const refused = <Why>(refusal: Why) => ({ type: 'refused', refusal }) as const;
