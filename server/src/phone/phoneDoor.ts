// The way of a telephone into a meeting: the same admission and the same budgets for guessing as the web's.
import { randomBytes, randomInt } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { byPerson } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { CallIdGuesses } from '../guessing/callIdGuesses.ts';
import { TooManyGuesses } from '../guessing/guessLimit.ts';
import { ringingSeeker } from '../guessing/seeker.ts';
import type { Log } from '../log.ts';
import type { PhoneMedia } from '../media/phoneMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import { type AdmissionRefusal, refusalOf } from '../meetings/admission.ts';
import type { LobbyPlace } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Meetings } from '../meetings/meetings.ts';
import { participantIdOf } from '../meetings/participantId.ts';
import { noteUseSoon } from '../spaces/noteUseSoon.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { maskedNumber } from './maskedNumber.ts';
import { PhoneParticipant } from './phoneParticipant.ts';
import type { Caller } from './sip/sipMessages.ts';

export interface PhoneDoorParts {
  spaces: SpaceStore;
  meetings: Meetings;
  callIdGuesses: CallIdGuesses;
  audit: AuditLog;
  log: Log;
}

/** Whoever rings, as the door and the meeting speak to them. */
export interface Visitor {
  caller: Caller;
  tell(notice: Notice): void;
  hear(meeting: Meeting, track: SentTrack): void;
}

export type PhoneRefusal = Exclude<AdmissionRefusal, 'needsLobby'> | 'tooManyGuesses' | 'lobbyFull';

export type PhoneEntry =
  /** With what there is to hear already. */
  | {
      is: 'entered';
      meeting: Meeting;
      participant: PhoneParticipant;
      tracks: SentTrack[];
      othersCount: number;
    }
  /** In the lobby: to be entered anew, with `isAdmitted`, when `admitted` is told. */
  | { is: 'waiting'; meeting: Meeting; place: LobbyPlace; isConvenerThere: boolean }
  | { is: 'refused'; refusal: PhoneRefusal };

const refused = (refusal: PhoneRefusal): PhoneEntry => ({ is: 'refused', refusal });

export class PhoneDoor {
  readonly #parts: PhoneDoorParts;

  constructor(parts: PhoneDoorParts) {
    this.#parts = parts;
  }

  /**
   * @param admittedAs the id under which a convener has let this very call in, or under which it was in the meeting
   * until now: then its number is no guess any more.
   */
  async enter(callId: CallId, visitor: Visitor, admittedAs?: ParticipantId): Promise<PhoneEntry> {
    const isAdmitted = admittedAs !== undefined;
    const { meetings, spaces, callIdGuesses } = this.#parts;
    let space: Space | undefined;
    try {
      space = isAdmitted
        ? await spaces.findByCallId(callId)
        : await callIdGuesses.find(callId, ringingSeeker(visitor.caller));
    } catch (error) {
      if (error instanceof TooManyGuesses) return refused('tooManyGuesses');
      throw error;
    }
    const meeting = await meetings.find(callId);
    const id = this.#idFor(callId, visitor.caller, meeting, admittedAs);
    const refusal = refusalFor(space, id, meeting, isAdmitted);
    if (refusal === 'needsLobby') return this.#knock(callId, visitor);
    if (refusal !== undefined || space === undefined) return refused(refusal ?? 'callIdUnknown');
    return this.#comeIn(space, visitor, admittedAs);
  }

  /**
   * The same for each call of a number, so that who was removed stays so; another beside one who is there, since a
   * whole office may ring by one number.
   */
  #idFor(
    callId: CallId,
    { number }: Caller,
    meeting: Meeting | undefined,
    admittedAs: ParticipantId | undefined,
  ): ParticipantId {
    if (admittedAs !== undefined && meeting?.isTaken(admittedAs) !== true) return admittedAs;
    if (number !== undefined) {
      const id = participantIdOf(callId, `telephone ${number}`);
      if (meeting?.isTaken(id) !== true) return id;
    }
    return participantIdOf(callId, `call ${randomBytes(16).toString('base64url')}`);
  }

  async #knock(callId: CallId, visitor: Visitor): Promise<PhoneEntry> {
    const { caller } = visitor;
    const meeting = await this.#parts.meetings.open(callId);
    // Deleted meanwhile: nobody would ever come.
    if ((await this.#parts.spaces.findByCallId(callId)) === undefined) {
      meeting.closeIfEmpty();
      return refused('callIdUnknown');
    }
    const id = this.#idFor(callId, caller, meeting, undefined);
    const place: LobbyPlace = {
      guest: { id, kind: 'phone', name: maskedNumber(caller.number), profession: '' },
      address: caller.number ?? caller.trunk,
      tell: (notice) => visitor.tell(notice),
    };
    if (!meeting.knock(place)) {
      meeting.closeIfEmpty();
      return refused('lobbyFull');
    }
    return { is: 'waiting', meeting, place, isConvenerThere: meeting.isConvenerThere };
  }

  async #comeIn(
    space: Space,
    visitor: Visitor,
    admittedAs: ParticipantId | undefined,
  ): Promise<PhoneEntry> {
    const { audit, log, spaces, meetings } = this.#parts;
    const isAdmitted = admittedAs !== undefined;
    const meeting = await meetings.open(space.callId);
    const id = this.#idFor(space.callId, visitor.caller, meeting, admittedAs);
    let media: PhoneMedia | undefined;
    try {
      media = await meeting.media.openPhone(id, newSsrc());
    } catch (error) {
      if (!meeting.closed) {
        meeting.closeIfEmpty();
        throw error;
      }
    }
    const isThereStill = (await spaces.findByCallId(space.callId)) !== undefined;
    // It ended, or filled, or was locked, while the transport was being made.
    const refusal = refusalFor(isThereStill ? space : undefined, id, meeting, isAdmitted);
    const isOvertaken = meeting.closed || meeting.isTaken(id);
    if (refusal !== undefined || isOvertaken || media === undefined) {
      media?.close();
      meeting.closeIfEmpty();
      if (refusal === 'needsLobby') return this.#knock(space.callId, visitor);
      if (refusal !== undefined) return refused(refusal);
      // The last one left meanwhile, or another call of the same number came in: once more.
      return this.#comeIn(space, visitor, admittedAs);
    }
    const name = maskedNumber(visitor.caller.number);
    const participant = new PhoneParticipant(media, name, {
      tell: (notice) => visitor.tell(notice),
      hear: (track) => visitor.hear(meeting, track),
    });
    const tracks = meeting.addWaiting(participant);
    const { participants } = meeting.enter(participant);
    noteUseSoon(spaces, space, log);
    audit.noteSoon({ deed: 'entered', by: byPerson(undefined, name), space, about: name });
    return { is: 'entered', meeting, participant, tracks, othersCount: participants.length };
  }
}

/** A number shown by the trunk proves nobody: who was let in before knocks anew. Who was removed stays so. */
function refusalFor(
  space: Space | undefined,
  id: ParticipantId,
  meeting: Meeting | undefined,
  isAdmitted: boolean,
): AdmissionRefusal | undefined {
  const isRemoved = meeting?.standingOf(id) === 'removed';
  return refusalOf({
    space,
    kind: 'phone',
    now: Date.now(),
    presentCount: meeting?.presentCount ?? 0,
    isLocked: meeting?.isLocked ?? false,
    isConvener: false,
    hasSecret: false,
    standing: isRemoved ? 'removed' : isAdmitted ? 'known' : 'new',
  });
}

/** 32 bits, and never 0, which mediasoup takes for none. */
const newSsrc = () => randomInt(1, 2 ** 32);
