// One call, from answer to hang-up: carries out what the IVR decides, and tells the IVR what happens.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { AudioPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { LobbyEvent, MeetingEvent, ReleaseReason } from '../meetings/events.ts';
import type { LobbyDoor, LobbyEntry } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import { type PhoneEventTarget, tellPhone } from '../phone/phoneEvents.ts';
import type { PhoneLeg } from '../phone/phoneLeg.ts';
import { PhonePlayback } from '../phone/phonePlayback.ts';
import type { Log } from '../platform/log.ts';
import type { AgreedAudio } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';
import type { SipCaller } from '../sip/sipMessages.ts';
import type { EndpointKey } from '../sound/audioMessages.ts';
import { CallAudio, type CallAudioDeps } from './callAudio.ts';
import type { CallJoinFlow, CallJoinResult, CallLegParty, CallRefusal } from './callJoinFlow.ts';
import type { KnownCaller } from './callEntrant.ts';
import { DtmfDeduplicator, type DtmfTransport } from './dtmfDeduplicator.ts';
import { AudibilityMonitor } from './audibilityMonitor.ts';
import type { EnterRefusal, EnterResult } from './ivr/ivrDeps.ts';
import { IvrSession } from './ivr/ivrSession.ts';
import type { PromptFiles } from './ivr/promptFiles.ts';

export interface CallDeps extends CallAudioDeps {
  joinFlow: CallJoinFlow;
  promptFiles: PromptFiles;
  hangUp(): void;
  log: Log;
}

/** Loss over one second from which the quality is fair or poor. */
const FAIR_LOSS = 0.05;
const POOR_LOSS = 0.15;

/** What the caller hears. A space closed to telephones sounds like a wrong number. */
const RESULT_OF_REFUSAL: Record<CallRefusal, EnterRefusal | 'unknown'> = {
  callIdUnknown: 'unknown',
  notYetOpen: 'notYetOpen',
  removed: 'removed',
  locked: 'locked',
  meetingFull: 'full',
  lobbyFull: 'full',
  tooManyGuesses: 'tooManyGuesses',
  gone: 'unavailable',
};

interface InMeeting {
  type: 'inMeeting';
  callId: CallId;
  meeting: Meeting;
  person: Person;
  leg: PhoneLeg;
  isLinked: boolean;
}

type CallState =
  | { type: 'outside' }
  | { type: 'inLobby'; callId: CallId; lobby: LobbyDoor; entry: LobbyEntry }
  | InMeeting;

export class Call implements CallLegParty, PhoneEventTarget {
  readonly caller: SipCaller;
  readonly #deps: CallDeps;
  readonly #audio: CallAudio;
  readonly #ivr: IvrSession;
  readonly #audibility = new AudibilityMonitor((isHeard) => this.#ivr.audibilityChanged(isHeard));
  readonly #digits = new DtmfDeduplicator();
  readonly #playback = new PhonePlayback(() => this.#inMeeting);
  #state: CallState = { type: 'outside' };
  /** The caller's person in the meeting, or in one that was lost. */
  #person: Person | undefined;
  #isAnswered = false;
  #isOver = false;

  constructor(endpoint: EndpointKey, caller: SipCaller, deps: CallDeps) {
    this.caller = caller;
    this.#deps = deps;
    this.#audio = new CallAudio(endpoint, deps);
    this.#ivr = new IvrSession({
      play: (prompts, language, isRepeated) =>
        this.#audio.play(deps.promptFiles.pathsOf(prompts, language), isRepeated),
      stopPlaying: () => this.#audio.stopPlaying(),
      enter: (callId, pin) => this.#enter(callId, pin),
      hangUp: () => deps.hangUp(),
      isMuted: () => this.#person?.microphone.isMuted === true,
      setMuted: (isMuted) => this.#setMuted(isMuted),
      isHandRaised: () => typeof this.#person?.handRaisedAt === 'number',
      setHandRaised: (isRaised) => this.#setHandRaised(isRaised),
      headcount: () => this.#inMeeting?.meeting.presentCount ?? 1,
    });
  }

  get isGone(): boolean {
    return this.#isOver;
  }

  get personId(): ParticipantId | undefined {
    return this.#inMeeting?.person.id;
  }

  /** Audio was negotiated: first when the call is answered, and again at each change. */
  audioAgreed(audio: AgreedAudio): void {
    this.#audio.agree(audio);
    this.#playback.setListening(audio.isHearing);
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    this.#ivr.answered();
  }

  digit(digit: Digit, transport: DtmfTransport): void {
    if (this.#digits.accept(digit, transport, performance.now())) this.#ivr.digit(digit);
  }

  played(): void {
    this.#ivr.played();
  }

  /** @param loss of packets from the telephone in the last second, 0 to 1. */
  lossChanged(loss: number): void {
    const quality: ConnectionQuality =
      loss < FAIR_LOSS ? 'good' : loss < POOR_LOSS ? 'fair' : 'poor';
    this.#ifInMeeting(({ meeting, leg }) => {
      if (leg.setConnectionQuality(quality)) meeting.connectionChanged(leg);
    });
  }

  /** Whether our audio reaches the telephone. */
  reachedChanged(isReached: boolean): void {
    this.#playback.setReached(isReached);
  }

  /** The goodbye is being said, or the call is over. */
  get isEnding(): boolean {
    return this.#ivr.isOver;
  }

  /** The service or the SIP thread is ending: leaves the meeting, says goodbye, and hangs up. */
  sayGoodbye(reason: LeaveReason): void {
    this.#leave(reason);
    this.#ivr.ended('serverStopping');
  }

  /** Either end has hung up. */
  ended(reason: LeaveReason): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ivr.hungUp();
    this.#leave(reason);
    this.#audio.close();
  }

  onEvent(event: MeetingEvent): void {
    tellPhone(event, this);
  }

  onLobbyEvent(event: LobbyEvent): void {
    switch (event.type) {
      case 'admitted':
        this.#enterAgain((others) => this.#ivr.admitted(others));
        break;
      case 'denied':
        this.#forget();
        this.#ivr.denied();
        break;
      case 'convenerPresenceChanged':
        this.#ivr.convenerPresenceChanged(event.isConvenerThere);
        break;
      case 'meetingEnded':
        this.#forget();
        this.#ivr.ended(event.reason);
        break;
    }
  }

  onTrackOffered(leg: PhoneLeg, track: SentTrack): void {
    this.#ifInMeeting((state) => {
      if (state.leg === leg) this.#audio.addTrack(state.meeting, track);
    });
  }

  personArrived(person: Person): void {
    this.#ifInMeeting(({ meeting }) => this.#ivr.othersChanged(meeting.presentCount - 1));
    this.#playback.reportTo(person);
  }

  personLeft(id: ParticipantId): void {
    this.#ifInMeeting(({ meeting }) => this.#ivr.othersChanged(meeting.presentCount - 1));
    this.#audibility.forget(id);
  }

  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    this.#audio.setMuted(isMuted);
    this.#ivr.microphoneChanged(isMuted, isByConvener);
  }

  handLowered(): void {
    this.#ivr.handLowered();
  }

  heardBy(id: ParticipantId, sound: AudioPlayback): void {
    this.#audibility.reported(id, sound);
  }

  onlyLegLeft(): void {
    this.#ivr.onlyLegLeft();
    this.#playback.reportToAll();
  }

  released(reason: ReleaseReason): void {
    this.#forget();
    this.#ivr.released(reason);
  }

  removed(): void {
    this.#forget();
    this.#ivr.removed();
  }

  meetingEnded(reason: MeetingEndReason): void {
    // Try to set the media up again in a new meeting.
    if (reason === 'mediaFailed' && this.#inMeeting !== undefined) {
      this.#enterAgain(() => undefined);
      return;
    }
    this.#forget();
    this.#ivr.ended(reason);
  }

  async #enter(callId: CallId, pin: string | undefined): Promise<EnterResult> {
    const { joinFlow, log } = this.#deps;
    try {
      const entering =
        pin === undefined ? joinFlow.enter(callId, this) : joinFlow.enterByPin(callId, pin, this);
      return this.#arrive(callId, await entering);
    } catch (error) {
      log.error({ err: error }, 'phone failed to join meeting');
      return { type: 'unavailable' };
    }
  }

  #arrive(callId: CallId, result: CallJoinResult): EnterResult {
    switch (result.type) {
      case 'refused':
        return { type: RESULT_OF_REFUSAL[result.refusal] };
      case 'waiting': {
        const { lobby, entry, isConvenerThere } = result;
        this.#state = { type: 'inLobby', callId, lobby, entry };
        // The caller has hung up meanwhile.
        if (this.#isOver) this.#leave('left');
        return { type: 'waiting', isConvenerThere };
      }
      case 'entered': {
        const { meeting, person, leg, isLinked } = result;
        const others = meeting.presentCount - 1;
        // Released or removed meanwhile, and already told.
        if (leg.closed) return { type: 'entered', others, isLinked };
        this.#state = { type: 'inMeeting', callId, meeting, person, leg, isLinked };
        this.#person = person;
        if (this.#isOver) this.#leave('left');
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
    this.#audio.setMuted(person.microphone.isMuted);
    this.#audio.enter(meeting, leg).then(
      (isThere) => {
        if (!isThere) return;
        offerTracks();
        for (const other of meeting.persons) this.#playback.reportTo(other);
      },
      (error: unknown) => {
        this.#deps.log.error({ err: error }, 'attaching phone to meeting audio failed');
        this.#deps.hangUp();
      },
    );
  }

  /** Enters again: admitted by a convener, or after a meeting whose media was lost. */
  #enterAgain(entered: (others: number) => void): void {
    const state = this.#state;
    if (state.type === 'outside') return;
    const { callId } = state;
    const former = this.#person;
    const wasMuted = former?.microphone.isMuted === true;
    this.#forget();
    this.#deps.joinFlow
      .enter(callId, this, knownBy(state))
      .then((joined) => {
        const result = this.#arrive(callId, joined);
        // A new meeting doesn't know that the hand was up.
        if (former !== undefined && former.handRaisedAt !== null)
          this.#ifInMeeting(({ meeting, person }) => meeting.hands.raise(person));
        if (result.type === 'entered') {
          entered(result.others);
          // The person's other leg may have rejoined first.
          const isMuted = this.#person?.microphone.isMuted === true;
          if (isMuted !== wasMuted) this.#ivr.microphoneChanged(isMuted, false);
        } else this.#ivr.ended('mediaFailed');
      })
      .catch((error: unknown) => {
        this.#deps.log.error({ err: error }, 'phone failed to join meeting');
        this.#ivr.ended('mediaFailed');
      });
  }

  #setMuted(isMuted: boolean): void {
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

  #setHandRaised(isRaised: boolean): void {
    const state = this.#inMeeting;
    if (state === undefined) {
      // Between a meeting whose media failed and the next one, where it is raised again.
      if (this.#person !== undefined) this.#person.handRaisedAt = isRaised ? Date.now() : null;
      if (!isRaised) this.handLowered();
    } else if (isRaised) state.meeting.hands.raise(state.person);
    else state.meeting.hands.lower(state.person);
  }

  get #inMeeting(): InMeeting | undefined {
    return this.#state.type === 'inMeeting' ? this.#state : undefined;
  }

  #ifInMeeting(act: (state: InMeeting) => void): void {
    if (this.#inMeeting !== undefined) act(this.#inMeeting);
  }

  #leave(reason: LeaveReason): void {
    const state = this.#state;
    this.#forget();
    if (state.type === 'inLobby') state.lobby.leaveLobby(state.entry);
    if (state.type === 'inMeeting') state.meeting.leave(state.leg, reason);
  }

  /** Leaves the audio mix, and forgets the meeting or lobby. */
  #forget(): void {
    this.#state = { type: 'outside' };
    this.#audibility.clear();
    this.#audio.leave();
  }
}

function knownBy(state: Exclude<CallState, { type: 'outside' }>): KnownCaller {
  if (state.type === 'inLobby') {
    const { id, name, profession } = state.entry.guest;
    return { id, name: { name, profession }, isLinked: false };
  }
  const { person, isLinked } = state;
  const { id, name, profession, microphone } = person;
  return { id, name: { name, profession }, isLinked, microphone };
}
