// A call's place in a meeting or its lobby: how it gets there, what it is told there, and how it leaves.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { AudioPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { LobbyEvent, MeetingEvent, ReleaseReason } from '../meetings/events.ts';
import type { LobbyDoor, LobbyEntry } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { Log } from '../platform/log.ts';
import { AudibilityMonitor } from './audibilityMonitor.ts';
import type { CallAudio } from './callAudio.ts';
import type { CallPicture } from './callPicture.ts';
import type { KnownCaller } from './callEntrant.ts';
import { type CallEventTarget, tellCall } from './callEvents.ts';
import type { CallJoinFlow, CallJoinResult, CallLegParty, CallRefusal } from './callJoinFlow.ts';
import type { CallLeg } from './callLeg.ts';
import type { CallerIdentity } from './callerIdentity.ts';
import { CallPlayback } from './callPlayback.ts';
import type { EnterRefusal, EnterResult } from './ivr/ivrDeps.ts';
import type { IvrSession } from './ivr/ivrSession.ts';
import type { Sight } from './sight.ts';

export interface CallPresenceDeps {
  joinFlow: CallJoinFlow;
  audio: CallAudio;
  picture: CallPicture | undefined;
  sight: Sight;
  ivr: IvrSession;
  hangUp(): void;
  log: Log;
}

/** What the caller hears. A space closed to their kind of call sounds like a wrong number. */
const RESULT_OF_REFUSAL: Record<CallRefusal, EnterRefusal | 'unknown'> = {
  callIdUnknown: 'unknown',
  notYetOpen: 'notYetOpen',
  removed: 'removed',
  locked: 'locked',
  meetingFull: 'full',
  lobbyFull: 'full',
  tooManyGuesses: 'tooManyGuesses',
  // A call cannot be led to another server yet.
  elsewhere: 'unavailable',
  gone: 'unavailable',
};

interface InMeeting {
  type: 'inMeeting';
  callId: CallId;
  meeting: Meeting;
  person: Person;
  leg: CallLeg;
  isLinked: boolean;
}

type PresenceState =
  | { type: 'outside' }
  | { type: 'inLobby'; callId: CallId; lobby: LobbyDoor; entry: LobbyEntry }
  | InMeeting;

export class CallPresence implements CallLegParty, CallEventTarget {
  readonly identity: CallerIdentity;
  readonly #deps: CallPresenceDeps;
  readonly #audibility: AudibilityMonitor;
  readonly #playback: CallPlayback;
  #state: PresenceState = { type: 'outside' };
  /** The caller's person in the meeting, or in one that was lost. */
  #person: Person | undefined;
  #isGone = false;

  constructor(identity: CallerIdentity, deps: CallPresenceDeps) {
    this.identity = identity;
    this.#deps = deps;
    this.#playback = new CallPlayback(deps.sight, () => this.#inMeeting);
    this.#audibility = new AudibilityMonitor((isHeard) => deps.ivr.audibilityChanged(isHeard));
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  get personId(): ParticipantId | undefined {
    return this.#inMeeting?.person.id;
  }

  get isMuted(): boolean {
    return this.#person?.microphone.isMuted === true;
  }

  get isHandRaised(): boolean {
    return typeof this.#person?.handRaisedAt === 'number';
  }

  /** Includes the caller. */
  get headcount(): number {
    return this.#inMeeting?.meeting.presentCount ?? 1;
  }

  /** @param pin the dial-in PIN of somebody in a browser, whose audio the call takes over. */
  async enter(callId: CallId, pin: string | undefined): Promise<EnterResult> {
    const { joinFlow, log } = this.#deps;
    try {
      const entering =
        pin === undefined ? joinFlow.enter(callId, this) : joinFlow.enterByPin(callId, pin, this);
      return this.#arrive(callId, await entering);
    } catch (error) {
      log.error({ err: error }, 'call failed to join meeting');
      return { type: 'unavailable' };
    }
  }

  leave(reason: LeaveReason): void {
    const state = this.#state;
    this.#forget();
    if (state.type === 'inLobby') state.lobby.leaveLobby(state.entry);
    if (state.type === 'inMeeting') state.meeting.leave(state.leg, reason);
  }

  /** The call is over: what is still on its way in will leave again. */
  close(reason: LeaveReason): void {
    this.#isGone = true;
    this.leave(reason);
  }

  setMuted(isMuted: boolean): void {
    const state = this.#inMeeting;
    if (state === undefined) {
      // Between a lost meeting and the next: remembered for the next.
      this.#person?.microphone.set(isMuted, 'self');
      this.microphoneChanged(isMuted, false);
      return;
    }
    // Fails only when the media worker has died, which ends the meeting.
    state.meeting.tracks.setMuted(state.person, isMuted).catch(() => undefined);
  }

  setHandRaised(isRaised: boolean): void {
    const state = this.#inMeeting;
    if (state === undefined) {
      // Between a meeting whose media failed and the next one, where it is raised again.
      if (this.#person !== undefined) this.#person.handRaisedAt = isRaised ? Date.now() : null;
      if (!isRaised) this.handLowered();
    } else if (isRaised) state.meeting.hands.raise(state.person);
    else state.meeting.hands.lower(state.person);
  }

  setConnectionQuality(quality: ConnectionQuality): void {
    this.#ifInMeeting(({ meeting, leg }) => {
      if (leg.setConnectionQuality(quality)) meeting.connectionChanged(leg);
    });
  }

  /** @param isListening false while the other end has put us on hold. */
  setListening(isListening: boolean): void {
    this.#playback.setListening(isListening);
  }

  /** @param isReached whether our audio reaches the other end. */
  setReached(isReached: boolean): void {
    this.#playback.setReached(isReached);
  }

  sightChanged(): void {
    this.#playback.sightChanged();
  }

  onEvent(event: MeetingEvent): void {
    this.#deps.picture?.eventHappened(event);
    tellCall(event, this);
  }

  onLobbyEvent(event: LobbyEvent): void {
    const { ivr } = this.#deps;
    switch (event.type) {
      case 'admitted':
        this.#enterAgain((others) => ivr.admitted(others));
        break;
      case 'denied':
        this.#forget();
        ivr.denied();
        break;
      case 'convenerPresenceChanged':
        ivr.convenerPresenceChanged(event.isConvenerThere);
        break;
      case 'meetingEnded':
        this.#forget();
        ivr.ended(event.reason);
        break;
      case 'told':
        // Written words: there is nobody to read them aloud.
        break;
    }
  }

  onTrackOffered(leg: CallLeg, track: SentTrack): void {
    this.#ifInMeeting((state) => {
      if (state.leg !== leg) return;
      this.#deps.audio.addTrack(state.meeting, track);
      this.#deps.picture?.addTrack(state.meeting, track);
    });
  }

  personArrived(person: Person): void {
    this.#ifInMeeting(({ meeting }) => this.#deps.ivr.othersChanged(meeting.presentCount - 1));
    this.#playback.reportTo(person);
  }

  personLeft(id: ParticipantId): void {
    this.#ifInMeeting(({ meeting }) => this.#deps.ivr.othersChanged(meeting.presentCount - 1));
    this.#audibility.forget(id);
  }

  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    this.#deps.audio.setMuted(isMuted);
    this.#deps.ivr.microphoneChanged(isMuted, isByConvener);
  }

  handLowered(): void {
    this.#deps.ivr.handLowered();
  }

  heardBy(id: ParticipantId, sound: AudioPlayback): void {
    this.#audibility.reported(id, sound);
  }

  onlyLegLeft(): void {
    this.#deps.ivr.onlyLegLeft();
    this.#playback.reportToAll();
  }

  released(reason: ReleaseReason): void {
    this.#forget();
    this.#deps.ivr.released(reason);
  }

  removed(): void {
    this.#forget();
    this.#deps.ivr.removed();
  }

  meetingEnded(reason: MeetingEndReason): void {
    // Try to set the media up again in a new meeting.
    if (reason === 'mediaFailed' && this.#inMeeting !== undefined) {
      this.#enterAgain(() => undefined);
      return;
    }
    this.#forget();
    this.#deps.ivr.ended(reason);
  }

  #arrive(callId: CallId, result: CallJoinResult): EnterResult {
    switch (result.type) {
      case 'refused':
        return { type: RESULT_OF_REFUSAL[result.refusal] };
      case 'waiting': {
        const { lobby, entry, isConvenerThere } = result;
        this.#state = { type: 'inLobby', callId, lobby, entry };
        // The caller has hung up meanwhile.
        if (this.#isGone) this.leave('left');
        return { type: 'waiting', isConvenerThere };
      }
      case 'entered': {
        const { meeting, person, leg, isLinked } = result;
        const others = meeting.presentCount - 1;
        // Released or removed meanwhile, and already told.
        if (leg.closed) return { type: 'entered', others, isLinked };
        this.#state = { type: 'inMeeting', callId, meeting, person, leg, isLinked };
        this.#person = person;
        if (this.#isGone) this.leave('left');
        else this.#joinAudio(result);
        return { type: 'entered', others, isLinked };
      }
    }
  }

  #joinAudio({
    meeting,
    person,
    leg,
    offerTracks,
  }: Extract<CallJoinResult, { type: 'entered' }>): void {
    const { audio, picture, hangUp, log } = this.#deps;
    void picture?.enter(meeting, person, leg);
    audio.setMuted(person.microphone.isMuted);
    audio.enter(meeting, leg).then(
      (isThere) => {
        if (!isThere) return;
        offerTracks();
        this.#playback.sightChanged();
      },
      (error: unknown) => {
        log.error({ err: error }, 'attaching call to meeting audio failed');
        hangUp();
      },
    );
  }

  /** Enters again: admitted by a convener, or after a meeting whose media was lost. */
  #enterAgain(entered: (others: number) => void): void {
    const state = this.#state;
    if (state.type === 'outside') return;
    const { callId } = state;
    const { joinFlow, ivr, log } = this.#deps;
    const former = this.#person;
    const wasMuted = former?.microphone.isMuted === true;
    this.#forget();
    joinFlow
      .enter(callId, this, knownBy(state))
      .then((joined) => {
        const result = this.#arrive(callId, joined);
        // A new meeting doesn't know that the hand was up.
        if (former !== undefined && former.handRaisedAt !== null)
          this.#ifInMeeting(({ meeting, person }) => meeting.hands.raise(person));
        if (result.type === 'entered') {
          entered(result.others);
          // The person's other leg may have rejoined first.
          if (this.isMuted !== wasMuted) ivr.microphoneChanged(this.isMuted, false);
        } else ivr.ended('mediaFailed');
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'call failed to join meeting');
        ivr.ended('mediaFailed');
      });
  }

  get #inMeeting(): InMeeting | undefined {
    return this.#state.type === 'inMeeting' ? this.#state : undefined;
  }

  #ifInMeeting(act: (state: InMeeting) => void): void {
    if (this.#inMeeting !== undefined) act(this.#inMeeting);
  }

  /** Leaves the audio mix and the composition, and forgets the meeting or lobby. */
  #forget(): void {
    this.#state = { type: 'outside' };
    this.#audibility.clear();
    this.#deps.audio.leave();
    this.#deps.picture?.leave();
  }
}

function knownBy(state: Exclude<PresenceState, { type: 'outside' }>): KnownCaller {
  if (state.type === 'inLobby') {
    const { id, name, profession } = state.entry.guest;
    return { id, name: { name, profession }, isLinked: false };
  }
  const { person, isLinked } = state;
  const { id, name, profession, microphone } = person;
  return { id, name: { name, profession }, isLinked, microphone };
}
