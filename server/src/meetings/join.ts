// The one way into a meeting, for every kind of leg: look-up, admission, lobby, preparation, entry, audit.
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import type { Attendance } from '../audit/attendance.ts';
import type { LookupResult } from '../guessing/callIdLookup.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Log } from '../platform/log.ts';
import { recordUseAsync } from '../spaces/recordUse.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { type AdmissionRefusal, refusalOf, type Standing } from './admission.ts';
import type { Leg } from './leg.ts';
import type { LobbyDoor, LobbyEntry } from './lobby.ts';
import type { Entered, Meeting } from './meeting.ts';
import type { Meetings } from './meetings.ts';
import type { Microphone } from './microphone.ts';
import type { Identity } from './person.ts';

/** What somebody is to a space and its meeting, judged anew at each step of the way in. */
export interface Claim {
  id: ParticipantId;
  /** What the meeting knows of them. */
  standing: Standing;
  isConvener: boolean;
  /** Came by the guest link. */
  hasSecret: boolean;
  /** Has been let in before, be it to a meeting that is over. */
  hasPass: boolean;
  /** The address of who came by the number alone; undefined where something vouches for them. */
  strangerFrom: string | undefined;
  /** The same in each tab of a browser; undefined where it is not known again, and of conveners. */
  browserId: string | undefined;
}

/** Somebody who wants in: what differs between a browser and a call. */
export interface Entrant {
  readonly callId: CallId;
  readonly kind: ParticipantKind;
  /** They have hung up, or closed the page: nobody is left to answer. */
  readonly isGone: boolean;
  /** Finds the space, by the guess budgets that fit what they come by and show. */
  lookUp(meeting: Meeting | undefined): Promise<LookupResult>;
  claim(space: Space | undefined, meeting: Meeting | undefined): Claim;
  /** Pays for a step that has a limit of its own. @throws LimitExceeded */
  pay(step: 'uncheckedKnock' | 'knock' | 'join' | 'return'): void;
  lobbyEntry(id: ParticipantId): LobbyEntry;
  /** What they held before is given up, since they wait in a lobby from now on. */
  releasePrevious(): void;
}

/** What the look-up and admission say of somebody who comes. */
export type AdmissionResult =
  | { refusal: undefined; space: Space }
  | { refusal: AdmissionRefusal | 'unchecked'; space: Space | undefined };

/** `gone`: nobody is left to answer. */
export type PrepareRefusal = AdmissionRefusal | 'unchecked' | 'gone';
export type JoinRefusal = AdmissionRefusal | 'gone';
export type KnockRefusal = Exclude<AdmissionRefusal, 'needsLobby'> | 'lobbyFull' | 'gone';

export type KnockResult =
  | { type: 'waiting'; lobby: LobbyDoor; entry: LobbyEntry; isConvenerThere: boolean }
  /** Too many wrong numbers were tried lately: whether a space has this one is not told. */
  | { type: 'waitingUnchecked'; lobby: LobbyDoor; entry: LobbyEntry }
  | { type: 'refused'; refusal: KnockRefusal };

/** Ready to join: nobody is told of it yet, and nothing flows. */
export interface Prepared<L extends Leg> {
  type: 'prepared';
  meeting: Meeting;
  leg: L;
  /** Those that are there already; later ones are offered as they start. */
  tracks: SentTrack[];
}

/** Who joins, as the others and the audit log are to know them. */
export interface JoinDetails extends Pick<Identity, 'name' | 'profession' | 'canModerate'> {
  actor: AuditActor;
  /** Of who was in a meeting that has been lost: it is muted as before. */
  microphone?: Microphone | undefined;
}

export interface Joined extends Entered {
  type: 'joined';
  space: Space;
  isConvener: boolean;
}

interface Refusal<Why> {
  type: 'refused';
  refusal: Why;
}

export interface JoinFlowDeps {
  spaces: SpaceStore;
  meetings: Meetings;
  attendance: Attendance;
  log: Log;
}

export class JoinFlow {
  readonly #deps: JoinFlowDeps;

  constructor(deps: JoinFlowDeps) {
    this.#deps = deps;
  }

  /** Looks the space up, and asks why they may not come in. */
  async checkAdmission(entrant: Entrant): Promise<AdmissionResult> {
    const { meetings } = this.#deps;
    const space = await entrant.lookUp(await meetings.find(entrant.callId));
    if (space === 'unchecked') return { refusal: 'unchecked', space: undefined };
    if (space === undefined) return { refusal: 'callIdUnknown', space };
    const refusal = this.#refusalOf(entrant, space, await meetings.find(entrant.callId));
    return refusal === undefined ? { refusal, space } : { refusal, space };
  }

  /**
   * Opens a leg in the meeting, where nothing flows by it until `join`.
   * @param openLeg makes the leg; called again where the meeting ended meanwhile.
   */
  async prepare<L extends Leg>(
    entrant: Entrant,
    considered: AdmissionResult,
    openLeg: (meeting: Meeting, claim: Claim) => Promise<L>,
  ): Promise<Prepared<L> | Refusal<PrepareRefusal>> {
    if (considered.refusal !== undefined) return refused(considered.refusal);
    let space: Space | undefined = considered.space;
    while (space !== undefined) {
      const meeting = await this.#deps.meetings.open(entrant.callId);
      const claim = entrant.claim(space, meeting);
      const leg = await openIn(meeting, () => openLeg(meeting, claim));
      // Whoever was removed, or locked out, while the leg was being made is told of no tracks.
      const refusal = leg && this.#refusalOf(entrant, space, meeting);
      const isOvertaken = entrant.claim(space, meeting).id !== leg?.personId;
      if (leg !== undefined && refusal === undefined && !isOvertaken && !entrant.isGone)
        return { type: 'prepared', meeting, leg, tracks: meeting.addPending(leg, claim) };
      leg?.close();
      meeting.closeIfEmpty();
      if (entrant.isGone) return refused('gone');
      if (refusal !== undefined) return refused(refusal);
      // The last one left, or the worker died, or somebody took the id: once more.
      space = await this.#deps.spaces.findByCallId(entrant.callId);
    }
    return refused('callIdUnknown');
  }

  /**
   * Makes the person of a prepared leg present; asks anew whether they may.
   * @param startTracks makes what the leg sends; closed again where the entry is refused after that.
   */
  async join(
    entrant: Entrant,
    { meeting, leg }: Pick<Prepared<Leg>, 'meeting' | 'leg'>,
    { actor, microphone, ...who }: JoinDetails,
    startTracks: () => Promise<SentTrack[]> = () => Promise.resolve([]),
  ): Promise<Joined | Refusal<JoinRefusal>> {
    const { spaces, attendance, log } = this.#deps;
    const space = await spaces.findByCallId(entrant.callId);
    const refusal = this.#refusalOf(entrant, space, meeting);
    if (space === undefined || refusal !== undefined) return refused(refusal ?? 'callIdUnknown');
    entrant.pay(meeting.find(leg.personId) === undefined ? 'join' : 'return');
    const tracks = await startTracks();
    // Others may have taken the last seat while the tracks were being made.
    const overtakenBy = this.#refusalOf(entrant, space, meeting);
    const claim = entrant.claim(space, meeting);
    const isGone = entrant.isGone || meeting.closed || claim.id !== leg.personId;
    if (overtakenBy !== undefined || isGone) {
      for (const track of tracks) track.close();
      return refused(overtakenBy ?? 'gone');
    }
    const { isConvener, strangerFrom, browserId } = claim;
    const identity = { ...who, isConvener, strangerFrom, browserId };
    const entered = meeting.enter(leg, identity, microphone);
    attendance.entered(meeting, { id: leg.personId, name: who.name }, { actor, space });
    recordUseAsync(spaces, space, log);
    return { type: 'joined', ...entered, space, isConvener };
  }

  /** Waits to be let in, where the look-up or admission asked for that. @throws LimitExceeded */
  async knock(entrant: Entrant, refusal: 'needsLobby' | 'unchecked'): Promise<KnockResult> {
    // A look-up takes a second when somebody guesses: nobody may be left to wait.
    if (entrant.isGone) return refused('gone');
    if (refusal === 'unchecked') return this.#knockUnchecked(entrant);
    entrant.pay('knock');
    entrant.releasePrevious();
    const { meetings, spaces } = this.#deps;
    const meeting = await meetings.open(entrant.callId);
    const space = await spaces.findByCallId(entrant.callId);
    // Deleted meanwhile: nobody would ever come.
    if (entrant.isGone || space === undefined) {
      meeting.closeIfEmpty();
      return refused(entrant.isGone ? 'gone' : 'callIdUnknown');
    }
    const entry = entrant.lobbyEntry(entrant.claim(space, meeting).id);
    if (!meeting.knock(entry)) return refused('lobbyFull');
    const { isThere: isConvenerThere } = meeting.presentConveners;
    return { type: 'waiting', lobby: meeting, entry, isConvenerThere };
  }

  /** Whether a space has the number or not, they wait the same. */
  #knockUnchecked(entrant: Entrant): KnockResult {
    entrant.pay('uncheckedKnock');
    entrant.releasePrevious();
    const lobby = this.#deps.meetings.uncheckedLobbies.of(entrant.callId);
    const entry = entrant.lobbyEntry(entrant.claim(undefined, undefined).id);
    lobby.knock(entry);
    return { type: 'waitingUnchecked', lobby, entry };
  }

  /** Asks admission: here, and nowhere else. Undefined when they may come in. */
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
      presentCount: meeting?.presentCount ?? 0,
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

/** Undefined when the meeting has ended meanwhile. */
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
