// Takes a call into a meeting: adapts what the caller keyed to the join flow.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { personActor } from '../audit/actors.ts';
import { LimitExceeded } from '../limits/limiter.ts';
import type { PinOwner } from '../meetings/dialInPins.ts';
import type { AdmissionResult, JoinFlow, KnockRefusal, Prepared } from '../meetings/join.ts';
import type { LobbyDoor, LobbyEntry } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Meetings } from '../meetings/meetings.ts';
import { participantIdOf } from '../meetings/participantId.ts';
import type { Person } from '../meetings/person.ts';
import {
  CallEntrant,
  type CallEntrantDeps,
  type CallParty,
  type KnownCaller,
  type Particulars,
} from './callEntrant.ts';
import { CallLeg, type CallLegListeners } from './callLeg.ts';

export interface CallJoinFlowDeps extends CallEntrantDeps {
  joinFlow: JoinFlow;
  meetings: Meetings;
  /** Keys the hash of who calls, which says nothing without it. The same on every server and after a restart. */
  aliasSecret: string;
}

/** The caller, as seen by the join flow and the meeting. */
export type CallLegParty = CallParty & CallLegListeners;

/** `gone`: the caller has hung up. */
export type CallRefusal = Exclude<KnockRefusal, 'elsewhere'> | 'tooManyGuesses' | 'ended';

export type CallJoinResult =
  | {
      type: 'entered';
      meeting: Meeting;
      person: Person;
      leg: CallLeg;
      isLinked: boolean;
      isRung: boolean;
      /** Lets the others hear the caller. Call it once the mix knows the call. */
      offerTracks(): void;
    }
  /** In the lobby: enter again as a known caller after `admitted`. */
  | { type: 'waiting'; lobby: LobbyDoor; entry: LobbyEntry; isConvenerThere: boolean }
  /** Another server holds the meeting: the caller may enter there, by the call ID or as they are known. */
  | { type: 'elsewhere'; known: KnownCaller | undefined }
  | { type: 'refused'; refusal: CallRefusal };

const refused = (refusal: CallRefusal): CallJoinResult => ({ type: 'refused', refusal });

export class CallJoinFlow {
  readonly #deps: CallJoinFlowDeps;

  constructor(deps: CallJoinFlowDeps) {
    this.#deps = deps;
  }

  /** With the call ID alone. */
  enter(callId: CallId, party: CallLegParty): Promise<CallJoinResult> {
    return this.#enterAs(callId, party, { known: undefined, isChecked: false });
  }

  /**
   * With a call ID that was found before, by this call: charges no guess.
   * @param known a caller who was admitted before; the others ask as at first.
   * @param guestId of one who asks again, by which they were in the lobby
   */
  async enterChecked(
    callId: CallId,
    party: CallLegParty,
    known: KnownCaller | undefined,
    guestId?: ParticipantId,
  ): Promise<CallJoinResult> {
    if (isNewlyRung(known) && (await this.#isOver(callId))) return refused('ended');
    return this.#enterAs(callId, party, { known, guestId, isChecked: true });
  }

  /** With a PIN after the call ID: becomes another leg of the PIN's owner. */
  async enterByPin(callId: CallId, pin: string, party: CallLegParty): Promise<CallJoinResult> {
    let owner: PinOwner | undefined;
    const isRight = async () => {
      owner = await this.#deps.meetings.pinOwnerOf(callId, pin);
      return owner !== undefined;
    };
    const { client } = party.identity;
    const space = await this.#deps.callIdLookup.findWithProof(callId, client, isRight);
    if (space === 'unchecked') return refused('tooManyGuesses');
    if (space === undefined || owner === undefined) return refused('callIdUnknown');
    const { id, ...name } = owner;
    return this.enterChecked(callId, party, { id, name, isLinked: true });
  }

  async #enterAs(
    callId: CallId,
    party: CallLegParty,
    who: Omit<Particulars, 'aliasId'>,
  ): Promise<CallJoinResult> {
    const aliasId = this.#aliasOf(callId, party);
    const entrant = new CallEntrant(callId, party, { ...who, aliasId }, this.#deps);
    return this.#enter(entrant, party, await this.#deps.joinFlow.checkAdmission(entrant));
  }

  async #enter(
    entrant: CallEntrant,
    party: CallLegParty,
    admission: AdmissionResult,
  ): Promise<CallJoinResult> {
    const { joinFlow } = this.#deps;
    const prepared = await joinFlow.prepare(entrant, admission, (meeting, { id }) =>
      openLeg(meeting, id, entrant, party),
    );
    if (prepared.type === 'refused')
      return this.#refusedOrWaiting(entrant, party, prepared.refusal);
    const joined = await this.#join(entrant, prepared);
    if (joined.type === 'entered') return joined;
    if (joined.refusal !== 'gone' || party.isGone)
      return this.#refusedOrWaiting(entrant, party, joined.refusal);
    // The meeting ended, or the id was taken: try again, without another look-up.
    return this.#enter(entrant, party, admission);
  }

  async #join(entrant: CallEntrant, prepared: Prepared<CallLeg>) {
    const { meeting, leg } = prepared;
    const { name, isLinked, known } = entrant;
    const isRung = known?.isRung === true;
    try {
      const joined = await this.#deps.joinFlow.join(entrant, prepared, {
        ...name,
        actor: personActor(undefined, name.name),
        canModerate: () => Promise.resolve(false),
        microphone: known?.microphone,
      });
      if (joined.type === 'refused') return joined;
      const { person, offerTracks } = joined;
      return { type: 'entered', meeting, person, leg, isLinked, isRung, offerTracks } as const;
    } finally {
      // Refused, or failed.
      if (meeting.isPending(leg)) meeting.leave(leg, 'left');
    }
  }

  async #refusedOrWaiting(
    entrant: CallEntrant,
    party: CallLegParty,
    refusal: AdmissionResult['refusal'] | 'gone',
  ): Promise<CallJoinResult> {
    const elsewhere = { type: 'elsewhere', known: entrant.known } as const;
    if (refusal === 'elsewhere') return elsewhere;
    if (refusal !== 'needsLobby' && refusal !== 'unchecked')
      return refused(refusal ?? 'callIdUnknown');
    try {
      const result = await this.#deps.joinFlow.knock(entrant, refusal);
      if (result.type === 'refused')
        return result.refusal === 'elsewhere' ? elsewhere : refused(result.refusal);
      if (result.type === 'admitted')
        return await this.#enter(entrant, party, await this.#deps.joinFlow.checkAdmission(entrant));
      const { lobby, entry } = result;
      const isConvenerThere = result.type === 'waiting' && result.isConvenerThere;
      return { type: 'waiting', lobby, entry, isConvenerThere };
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      return refused(refusal === 'unchecked' ? 'tooManyGuesses' : 'lobbyFull');
    }
  }

  /** A call of ours opens no meeting: the one that it was made from may have ended meanwhile. */
  async #isOver(callId: CallId): Promise<boolean> {
    const { meetings } = this.#deps;
    return !(await meetings.isElsewhere(callId)) && (await meetings.find(callId)) === undefined;
  }

  #aliasOf(callId: CallId, { identity: { kind, alias } }: CallParty): ParticipantId | undefined {
    if (alias === undefined) return undefined;
    return participantIdOf(callId, `${kind} ${this.#deps.aliasSecret} ${alias}`);
  }
}

/** Not back from a meeting whose media failed, or that has moved. */
const isNewlyRung = (known: KnownCaller | undefined) =>
  known?.isRung === true && known.microphone === undefined;

async function openLeg(
  meeting: Meeting,
  id: ParticipantId,
  { kind, isLinked, known, aliasId }: CallEntrant,
  party: CallLegParty,
): Promise<CallLeg> {
  const isPaused =
    known?.microphone?.isMuted === true || (isLinked && meeting.memory.joinsMuted(id));
  const codec = kind === 'room' || party.isWideband === true ? 'G722' : 'PCMA';
  const media = await meeting.media.openAudioUplink(id, { isPaused, codec });
  return new CallLeg(kind, media, aliasId, party);
}
