// The way of a telephone into a meeting: the same admission and the same budgets for guessing as the web's.
import { randomBytes, randomInt } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { RateLimiterMemory } from 'rate-limiter-flexible';
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
import type { PhonePerson } from '../meetings/participant.ts';
import { participantIdOf } from '../meetings/participantId.ts';
import type { SuffixOwner } from '../meetings/phoneSuffixes.ts';
import { noteUseSoon } from '../spaces/noteUseSoon.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { maskedNumber } from './maskedNumber.ts';
import { PhoneParticipant, type PhoneParticipantParts } from './phoneParticipant.ts';
import type { Caller } from './sip/sipMessages.ts';

export interface PhoneDoorParts {
  spaces: SpaceStore;
  meetings: Meetings;
  callIdGuesses: CallIdGuesses;
  audit: AuditLog;
  log: Log;
}

/** Whoever rings, as the door and the meeting speak to them. */
export interface Visitor extends Omit<PhoneParticipantParts, 'hear'> {
  caller: Caller;
  hear(meeting: Meeting, track: SentTrack): void;
}

/** Whose call it is, where that is known: by what happened to it before, or by a personal suffix. */
export interface KnownCaller {
  id: ParticipantId;
  person: PhonePerson;
  /** Speaks for somebody who is, or was, here by a browser. */
  isOwnPhone: boolean;
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
      isOwnPhone: boolean;
      /** As the browser that it speaks for was. */
      isMuted: boolean;
    }
  /** In the lobby: to be entered anew, with `isAdmitted`, when `admitted` is told. */
  | { is: 'waiting'; meeting: Meeting; place: LobbyPlace; isConvenerThere: boolean }
  | { is: 'refused'; refusal: PhoneRefusal };

/** Wrong suffixes of one meeting, beside the budgets of those who guess: there are only ten thousand of them. */
const WRONG_SUFFIXES = { points: 10, duration: 600 };

const refused = (refusal: PhoneRefusal): PhoneEntry => ({ is: 'refused', refusal });

export class PhoneDoor {
  readonly #parts: PhoneDoorParts;
  /** By call ID. */
  readonly #wrongSuffixes = new RateLimiterMemory(WRONG_SUFFIXES);

  constructor(parts: PhoneDoorParts) {
    this.#parts = parts;
  }

  /** By the call ID alone; who is `known` was let in before, so that the number is no guess any more. */
  async enter(callId: CallId, visitor: Visitor, known?: KnownCaller): Promise<PhoneEntry> {
    const { meetings, spaces, callIdGuesses } = this.#parts;
    const space =
      known === undefined
        ? await orTooMany(callIdGuesses.find(callId, ringingSeeker(visitor.caller)))
        : await spaces.findByCallId(callId);
    if (space === 'tooManyGuesses') return refused(space);
    const meeting = await meetings.find(callId);
    const id = this.#idFor(callId, visitor.caller, meeting, known);
    const refusal = refusalFor(space, id, meeting, known);
    if (refusal === 'needsLobby') return this.#knock(callId, visitor);
    if (refusal !== undefined || space === undefined) return refused(refusal ?? 'callIdUnknown');
    return this.#comeIn(space, visitor, known);
  }

  /** With the personal suffix behind it, to speak for whoever was given that. */
  async enterFor(callId: CallId, suffix: string, visitor: Visitor): Promise<PhoneEntry> {
    let owner: SuffixOwner | undefined;
    const isRight = async () => {
      owner = await this.#ownerOf(callId, suffix);
      return owner !== undefined;
    };
    const seeker = ringingSeeker(visitor.caller);
    const space = await orTooMany(this.#parts.callIdGuesses.findWith(callId, seeker, isRight));
    if (space === 'tooManyGuesses') return refused(space);
    if (space === undefined || owner === undefined) return refused('callIdUnknown');
    const { id, ...person } = owner;
    return this.enter(callId, visitor, { id, person, isOwnPhone: true });
  }

  /** Undefined when the suffix is nobody's, or too many were wrong lately. */
  async #ownerOf(callId: CallId, suffix: string): Promise<SuffixOwner | undefined> {
    const { points } = WRONG_SUFFIXES;
    const wrong = (await this.#wrongSuffixes.get(callId))?.consumedPoints ?? 0;
    const meeting = await this.#parts.meetings.find(callId);
    const owner = meeting?.ownPhones.suffixes.ownerOf(suffix, Date.now());
    if (owner === undefined) await this.#wrongSuffixes.penalty(callId);
    return wrong >= points ? undefined : owner;
  }

  /**
   * The same for each call of a number, so that who was removed stays so; another beside one who is there, since a
   * whole office may ring by one number.
   */
  #idFor(
    callId: CallId,
    caller: Caller,
    meeting: Meeting | undefined,
    known: KnownCaller | undefined,
  ): ParticipantId {
    if (known !== undefined && (known.isOwnPhone || meeting?.isTaken(known.id) !== true))
      return known.id;
    const id = numberIdOf(callId, caller);
    if (id !== undefined && meeting?.isTaken(id) !== true) return id;
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
    known: KnownCaller | undefined,
  ): Promise<PhoneEntry> {
    const { audit, log, spaces, meetings } = this.#parts;
    const isOwnPhone = known?.isOwnPhone === true;
    const meeting = await meetings.open(space.callId);
    const id = this.#idFor(space.callId, visitor.caller, meeting, known);
    let media: PhoneMedia | undefined;
    try {
      const isPaused = isOwnPhone && meeting.ownPhones.isToBeMuted(id);
      media = await meeting.media.openPhone(id, { ssrc: newSsrc(), isPaused });
    } catch (error) {
      if (!meeting.closed) {
        meeting.closeIfEmpty();
        throw error;
      }
    }
    const isThereStill = (await spaces.findByCallId(space.callId)) !== undefined;
    // It ended, or filled, or was locked, while the transport was being made.
    const refusal = refusalFor(isThereStill ? space : undefined, id, meeting, known);
    const isOvertaken = meeting.closed || (!isOwnPhone && meeting.isTaken(id));
    if (refusal !== undefined || isOvertaken || media === undefined) {
      media?.close();
      meeting.closeIfEmpty();
      if (refusal === 'needsLobby') return this.#knock(space.callId, visitor);
      if (refusal !== undefined) return refused(refusal);
      // The last one left meanwhile, or another call of the same number came in: once more.
      return this.#comeIn(space, visitor, known);
    }
    const person = known?.person ?? { name: maskedNumber(visitor.caller.number), profession: '' };
    const numberId = numberIdOf(space.callId, visitor.caller);
    const participant = new PhoneParticipant(media, person, numberId, {
      ...visitor,
      hear: (track) => visitor.hear(meeting, track),
    });
    const tracks = meeting.addWaiting(participant);
    const isNew = meeting.find(id) === undefined;
    // It may have been turned off while the transport was being made.
    const isMuted = media.track.isPaused || (isOwnPhone && meeting.ownPhones.isToBeMuted(id));
    if (isOwnPhone) meeting.enterFor(participant);
    else meeting.enter(participant);
    noteUseSoon(spaces, space, log);
    const { name } = person;
    if (isNew)
      audit.noteSoon({ deed: 'entered', by: byPerson(undefined, name), space, about: name });
    const othersCount = meeting.presentCount - 1;
    return { is: 'entered', meeting, participant, tracks, othersCount, isOwnPhone, isMuted };
  }
}

/** Undefined where the number is not shown. */
const numberIdOf = (callId: CallId, { number }: Caller): ParticipantId | undefined =>
  number === undefined ? undefined : participantIdOf(callId, `telephone ${number}`);

/** @returns `tooManyGuesses` where that is thrown. */
async function orTooMany(
  looking: Promise<Space | undefined>,
): Promise<Space | undefined | 'tooManyGuesses'> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof TooManyGuesses) return 'tooManyGuesses';
    throw error;
  }
}

/** A number shown by the trunk proves nobody: who was let in before knocks anew. Who was removed stays so. */
function refusalFor(
  space: Space | undefined,
  id: ParticipantId,
  meeting: Meeting | undefined,
  known: KnownCaller | undefined,
): AdmissionRefusal | undefined {
  const standing = meeting?.standingOf(id);
  // Their place is counted already.
  const isInPlace = known?.isOwnPhone === true && standing === 'present';
  const standingOfKnown = isInPlace ? 'present' : 'known';
  return refusalOf({
    space,
    kind: 'phone',
    now: Date.now(),
    presentCount: meeting?.presentCount ?? 0,
    isLocked: meeting?.isLocked ?? false,
    isConvener: false,
    hasSecret: false,
    standing: standing === 'removed' ? standing : known === undefined ? 'new' : standingOfKnown,
  });
}

/** 32 bits, and never 0, which mediasoup takes for none. */
const newSsrc = () => randomInt(1, 2 ** 32);
