// The way of a telephone into a meeting: the same admission and the same budgets for guessing as the web's.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { personActor } from '../audit/actors.ts';
import type { Attendance } from '../audit/attendance.ts';
import type { CallIdLookup } from '../guessing/callIdLookup.ts';
import { phoneClient } from '../guessing/lookupClient.ts';
import { LimitExceeded } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import type { PhoneUplink } from '../media/phoneUplink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import { type AdmissionRefusal, refusalOf } from '../meetings/admission.ts';
import type { LobbyDoor, LobbyPlace } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { PhonePerson } from '../meetings/leg.ts';
import { participantIdOf } from '../meetings/participantId.ts';
import type { PinOwner } from '../meetings/dialInPins.ts';
import { recordUseAsync } from '../spaces/recordUse.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { maskedNumber } from './maskedNumber.ts';
import { PhoneLeg, type PhoneParticipantParts } from '../phone/phoneLeg.ts';
import type { Caller } from '../sip/sipMessages.ts';

export interface CallDoorDeps {
  spaces: SpaceStore;
  meetings: Meetings;
  callIdLookup: CallIdLookup;
  attendance: Attendance;
  log: Log;
}

/** Whoever rings, as the door and the meeting speak to them. */
export interface Visitor extends Omit<PhoneParticipantParts, 'hear'> {
  caller: Caller;
  hear(meeting: Meeting, track: SentTrack): void;
}

/** Whose call it is, where that is known: by what happened to it before, or by a personal pin. */
export interface KnownCaller {
  id: ParticipantId;
  person: PhonePerson;
  /** Speaks for somebody who is, or was, here by a browser. */
  isLinkedPhone: boolean;
}

export type PhoneRefusal = Exclude<AdmissionRefusal, 'needsLobby'> | 'tooManyGuesses' | 'lobbyFull';

export type PhoneEntry =
  /** With what there is to hear already. */
  | {
      is: 'entered';
      meeting: Meeting;
      participant: PhoneLeg;
      tracks: SentTrack[];
      othersCount: number;
      isLinkedPhone: boolean;
      /** As the browser that it speaks for was. */
      isMuted: boolean;
    }
  /** In the lobby: to be entered anew, with `isAdmitted`, when `admitted` is told. */
  | { is: 'waiting'; door: LobbyDoor; place: LobbyPlace; isConvenerThere: boolean }
  | { is: 'refused'; refusal: PhoneRefusal };

/** Whom admission is asked about. */
interface Entering {
  callId: CallId;
  /** Undefined: there is none, or it has been deleted. */
  space: Space | undefined;
  caller: Caller;
  meeting: Meeting | undefined;
  known: KnownCaller | undefined;
}

/** Wrong pins of one meeting, beside the budgets of those who guess: there are only ten thousand of them. */
const WRONG_PINS = { points: 10, duration: 600 };

const refused = (refusal: PhoneRefusal): PhoneEntry => ({ is: 'refused', refusal });

export class CallDoor {
  readonly #parts: CallDoorDeps;
  /** By call ID. */
  readonly #wrongSuffixes = new RateLimiterMemory(WRONG_PINS);
  /** What is made of a number with it can be compared in this process only, for as long as a meeting remembers. */
  readonly #numberSecret = randomBytes(32).toString('base64url');

  constructor(parts: CallDoorDeps) {
    this.#parts = parts;
  }

  /** By the call ID alone; who is `known` was let in before, so that the number is no guess any more. */
  async enter(callId: CallId, visitor: Visitor, known?: KnownCaller): Promise<PhoneEntry> {
    const { meetings, spaces, callIdLookup } = this.#parts;
    const space =
      known === undefined
        ? await callIdLookup.find(callId, phoneClient(visitor.caller))
        : await spaces.findByCallId(callId);
    if (space === 'unchecked') return this.#knockUnchecked(callId, visitor);
    const meeting = await meetings.find(callId);
    const refusal = this.#refusalFor({ callId, space, caller: visitor.caller, meeting, known });
    if (refusal === 'needsLobby') return this.#knock(callId, visitor);
    if (refusal !== undefined || space === undefined) return refused(refusal ?? 'callIdUnknown');
    return this.#comeIn(space, visitor, known);
  }

  /** With the personal pin behind it, to speak for whoever was given that. */
  async enterFor(callId: CallId, pin: string, visitor: Visitor): Promise<PhoneEntry> {
    let owner: PinOwner | undefined;
    const isRight = async () => {
      owner = await this.#ownerOf(callId, pin);
      return owner !== undefined;
    };
    const client = phoneClient(visitor.caller);
    const space = await this.#parts.callIdLookup.findWithProof(callId, client, isRight);
    if (space === 'unchecked') return refused('tooManyGuesses');
    if (space === undefined || owner === undefined) return refused('callIdUnknown');
    const { id, ...person } = owner;
    return this.enter(callId, visitor, { id, person, isLinkedPhone: true });
  }

  /** Undefined when the pin is nobody's, or too many were wrong lately. */
  async #ownerOf(callId: CallId, pin: string): Promise<PinOwner | undefined> {
    const { points } = WRONG_PINS;
    const wrong = (await this.#wrongSuffixes.get(callId))?.consumedPoints ?? 0;
    const meeting = await this.#parts.meetings.find(callId);
    const owner = meeting?.linkedPhones.pins.ownerOf(pin, Date.now());
    if (owner === undefined) await this.#wrongSuffixes.penalty(callId);
    return wrong >= points ? undefined : owner;
  }

  /**
   * Another for each call, so that the id, which everybody in the meeting is told, says nothing of the number: of a
   * masked one there are only some hundred. Whose call it is known to be keeps theirs.
   */
  #idFor(meeting: Meeting | undefined, known: KnownCaller | undefined): ParticipantId {
    if (known !== undefined && (known.isLinkedPhone || meeting?.isTaken(known.id) !== true))
      return known.id;
    return randomUUID() as string as ParticipantId;
  }

  /** A number shown by the trunk proves nobody: who was let in before knocks anew. Who was removed stays so. */
  #refusalFor({ callId, space, caller, meeting, known }: Entering): AdmissionRefusal | undefined {
    const isLinkedPhone = known?.isLinkedPhone === true;
    const ids = isLinkedPhone ? [known.id] : [known?.id, this.#numberIdOf(callId, caller)];
    const standings = ids.map((id) => (id === undefined ? 'new' : meeting?.standingOf(id)));
    // Their place is counted already.
    const isInPlace = isLinkedPhone && standings.includes('present');
    const standingOfKnown = isInPlace ? 'present' : 'known';
    const standing = known === undefined ? 'new' : standingOfKnown;
    return refusalOf({
      space,
      kind: 'phone',
      now: Date.now(),
      presentCount: meeting?.presentCount ?? 0,
      strangersOfAddress: undefined,
      isLocked: meeting?.isLocked ?? false,
      isConvener: false,
      hasSecret: false,
      hasPass: false,
      standing: standings.includes('removed') ? 'removed' : standing,
    });
  }

  /** By which one who was removed stays so; undefined where the number is not shown. */
  #numberIdOf(callId: CallId, { number }: Caller): ParticipantId | undefined {
    if (number === undefined) return undefined;
    return participantIdOf(callId, `telephone ${this.#numberSecret} ${number}`);
  }

  async #knock(callId: CallId, visitor: Visitor): Promise<PhoneEntry> {
    const meeting = await this.#parts.meetings.open(callId);
    // Deleted meanwhile: nobody would ever come.
    if ((await this.#parts.spaces.findByCallId(callId)) === undefined) {
      meeting.closeIfEmpty();
      return refused('callIdUnknown');
    }
    const place = lobbyPlaceOf(visitor, this.#idFor(meeting, undefined));
    try {
      if (!meeting.knock(place)) return refused('lobbyFull');
    } catch (error) {
      if (error instanceof LimitExceeded) return refused('lobbyFull');
      throw error;
    }
    return { is: 'waiting', door: meeting, place, isConvenerThere: meeting.isConvenerThere };
  }

  /** Of a number that is not tried, whether a space has it or not, the caller hears and waits the same. */
  #knockUnchecked(callId: CallId, visitor: Visitor): PhoneEntry {
    const door = this.#parts.meetings.uncheckedKnocks.of(callId);
    const place = lobbyPlaceOf(visitor, this.#idFor(undefined, undefined));
    try {
      door.knock(place);
    } catch (error) {
      if (error instanceof LimitExceeded) return refused('tooManyGuesses');
      throw error;
    }
    return { is: 'waiting', door, place, isConvenerThere: false };
  }

  async #comeIn(
    space: Space,
    visitor: Visitor,
    known: KnownCaller | undefined,
  ): Promise<PhoneEntry> {
    const { attendance, log, spaces, meetings } = this.#parts;
    const isLinkedPhone = known?.isLinkedPhone === true;
    const { callId } = space;
    const { caller } = visitor;
    const meeting = await meetings.open(callId);
    const id = this.#idFor(meeting, known);
    let media: PhoneUplink | undefined;
    try {
      const isPaused = isLinkedPhone && meeting.linkedPhones.isToBeMuted(id);
      media = await meeting.media.openPhoneUplink(id, { ssrc: newSsrc(), isPaused });
    } catch (error) {
      if (!meeting.closed) {
        meeting.closeIfEmpty();
        throw error;
      }
    }
    const isThereStill = (await spaces.findByCallId(callId)) !== undefined;
    // It ended, or filled, or was locked, while the transport was being made.
    const stillThere = isThereStill ? space : undefined;
    const refusal = this.#refusalFor({ callId, space: stillThere, caller, meeting, known });
    const isOvertaken = meeting.closed || (!isLinkedPhone && meeting.isTaken(id));
    if (refusal !== undefined || isOvertaken || media === undefined) {
      media?.close();
      meeting.closeIfEmpty();
      if (refusal === 'needsLobby') return this.#knock(callId, visitor);
      if (refusal !== undefined) return refused(refusal);
      // The last one left meanwhile, or another took that place: once more.
      return this.#comeIn(space, visitor, known);
    }
    const person = known?.person ?? { name: maskedNumber(caller.number), profession: '' };
    const numberId = this.#numberIdOf(callId, caller);
    const participant = new PhoneLeg(media, person, numberId, {
      ...visitor,
      hear: (track) => visitor.hear(meeting, track),
    });
    const tracks = meeting.addWaiting(participant);
    // It may have been turned off while the transport was being made.
    const isMuted = media.track.isPaused || (isLinkedPhone && meeting.linkedPhones.isToBeMuted(id));
    if (isLinkedPhone) meeting.enterFor(participant);
    else meeting.enter(participant);
    recordUseAsync(spaces, space, log);
    const { name } = person;
    attendance.entered(meeting, { id, name }, { actor: personActor(undefined, name), space });
    const othersCount = meeting.presentCount - 1;
    return { is: 'entered', meeting, participant, tracks, othersCount, isLinkedPhone, isMuted };
  }
}

const lobbyPlaceOf = (visitor: Visitor, id: ParticipantId): LobbyPlace => ({
  guest: { id, kind: 'phone', name: maskedNumber(visitor.caller.number), profession: '' },
  address: visitor.caller.number ?? visitor.caller.trunk,
  tell: (notice) => visitor.tell(notice),
});

/** 32 bits, and never 0, which mediasoup takes for none. */
const newSsrc = () => randomInt(1, 2 ** 32);
