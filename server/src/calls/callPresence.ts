// A call's place in a meeting or its lobby: how it gets there, what it is told there, and how it leaves.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { ConnectionQuality, PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { LobbyEvent, MeetingEvent } from '../meetings/events.ts';
import type { LobbyDoor, LobbyEntry } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { Log } from '../platform/log.ts';
import { AudibilityMonitor } from './audibilityMonitor.ts';
import type { PictureState } from './callPicture.ts';
import { type KnownCaller, knownGuest, knownPerson } from './callEntrant.ts';
import { tellCall } from './callEvents.ts';
import type { CallJoinFlow, CallJoinResult, CallLegParty } from './callJoinFlow.ts';
import type { CallLeg } from './callLeg.ts';
import { CallNews, othersIn } from './callNews.ts';
import type { CallerIdentity } from './callerIdentity.ts';
import { CallPlayback } from './callPlayback.ts';
import type { EnterResult } from './ivr/ivrDeps.ts';
import type { MeetingAudio } from './meetingAudio.ts';
import type { PictureInMeeting } from './pictureInMeeting.ts';
import type { Goal, Presence, PresenceListener } from './presence.ts';
import { RESULT_OF_REFUSAL } from './resultOfRefusal.ts';
import { soundOnly } from './sight.ts';

export interface CallPresenceDeps {
  joinFlow: CallJoinFlow;
  audio: MeetingAudio;
  /** Undefined for a telephone, and for a room that gets sound only. */
  picture: PictureInMeeting | undefined;
  /** Why a room that asked for a picture gets none. */
  pictureLimit: PictureLimit | undefined;
  listener: PresenceListener;
  /** After the first entry: the meeting has moved, maybe to another server, where the call is not known yet. */
  onElsewhere(goal: Goal): void;
  hangUp(): void;
  /** After each event of its meeting. */
  onChanged?: () => void;
  log: Log;
}

interface InMeeting {
  type: 'inMeeting';
  callId: CallId;
  meeting: Meeting;
  person: Person;
  leg: CallLeg;
  isLinked: boolean;
  isRung: boolean;
}

interface InLobby {
  type: 'inLobby';
  callId: CallId;
  lobby: LobbyDoor;
  entry: LobbyEntry;
}

type PresenceState = { type: 'outside' } | InLobby | InMeeting;

/** `elsewhere`: another server holds the meeting, which the caller has proved to know. */
export type EntryResult = EnterResult | Extract<CallJoinResult, { type: 'elsewhere' }>;

export class CallPresence implements Presence, CallLegParty {
  readonly identity: CallerIdentity;
  readonly #deps: CallPresenceDeps;
  readonly #audibility: AudibilityMonitor;
  readonly #playback: CallPlayback;
  readonly #news: CallNews;
  #state: PresenceState = { type: 'outside' };
  /** The caller's person in the meeting, or in one that was lost. */
  #person: Person | undefined;
  #isGone = false;
  #readsText = false;
  #isWideband = false;

  constructor(identity: CallerIdentity, deps: CallPresenceDeps) {
    this.identity = identity;
    this.#deps = deps;
    const sight = deps.picture ?? soundOnly(identity.kind, deps.pictureLimit);
    this.#playback = new CallPlayback(sight, () => this.#inMeeting);
    this.#audibility = new AudibilityMonitor((isHeard) => deps.listener.audibilityChanged(isHeard));
    this.#news = new CallNews({
      inMeeting: () => this.#inMeeting,
      audio: deps.audio,
      listener: deps.listener,
      playback: this.#playback,
      audibility: this.#audibility,
      readsText: () => this.#readsText,
      forget: () => this.#forget(),
      meetingEnded: (reason) => this.#meetingEnded(reason),
    });
  }

  get isWideband(): boolean {
    return this.#isWideband;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  get isMuted(): boolean {
    return this.#person?.microphone.isMuted === true;
  }

  get isHandRaised(): boolean {
    return typeof this.#person?.handRaisedAt === 'number';
  }

  /** As another server has to know them; undefined outside a meeting. */
  get known(): KnownCaller | undefined {
    const state = this.#inMeeting;
    return state && knownPerson(state);
  }

  /** By which it is in a lobby; undefined outside one. */
  get guestId(): ParticipantId | undefined {
    return this.#state.type === 'inLobby' ? this.#state.entry.guest.id : undefined;
  }

  /** Includes the caller. */
  get headcount(): number {
    return this.#inMeeting?.meeting.presentCount ?? 1;
  }

  async enter(callId: CallId, pin: string | undefined): Promise<EnterResult> {
    const result = await this.enterHere(callId, pin);
    return result.type === 'elsewhere' ? { type: 'unavailable' } : result;
  }

  /** As `enter`, where other servers may hold meetings too. */
  enterHere(callId: CallId, pin: string | undefined): Promise<EntryResult> {
    const { joinFlow } = this.#deps;
    return this.#arriveBy(callId, () =>
      pin === undefined ? joinFlow.enter(callId, this) : joinFlow.enterByPin(callId, pin, this),
    );
  }

  async enterAs(callId: CallId, known: KnownCaller): Promise<EnterResult> {
    const result = await this.enterAt({ callId, known, isHandRaised: false, wasWaiting: false });
    return result.type === 'elsewhere' ? { type: 'unavailable' } : result;
  }

  /** For a call ID that was found before, at this server or another. */
  enterAt(goal: Goal): Promise<EntryResult> {
    return this.#enterChecked(goal, () => goal.isHandRaised);
  }

  leave(reason: LeaveReason): void {
    const state = this.#state;
    this.#forget();
    if (state.type === 'inLobby') state.lobby.leaveLobby(state.entry);
    if (state.type === 'inMeeting') state.meeting.leave(state.leg, reason);
  }

  close(reason: LeaveReason): void {
    this.#isGone = true;
    this.leave(reason);
  }

  setMuted(isMuted: boolean): void {
    const state = this.#inMeeting;
    if (state === undefined) {
      // Between a lost meeting and the next: remembered for the next.
      this.#person?.microphone.set(isMuted, 'self');
      this.#news.microphoneChanged(isMuted, false);
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
      if (!isRaised) this.#news.handLowered();
    } else if (isRaised) state.meeting.hands.raise(state.person);
    else state.meeting.hands.lower(state.person);
  }

  setConnectionQuality(quality: ConnectionQuality): void {
    this.#ifInMeeting(({ meeting, leg }) => {
      if (leg.setConnectionQuality(quality)) meeting.connectionChanged(leg);
    });
  }

  setListening(isListening: boolean): void {
    this.#playback.setListening(isListening);
  }

  setReached(isReached: boolean): void {
    this.#playback.setReached(isReached);
  }

  setPicture(state: PictureState): void {
    this.#deps.picture?.setState(state);
    this.#playback.sightChanged();
  }

  writeText(text: string): void {
    this.#ifInMeeting(({ meeting, person }) => meeting.liveText.write(person, text));
  }

  setWideband(isWideband: boolean): void {
    this.#isWideband = isWideband;
  }

  setReadsText(readsText: boolean): void {
    this.#readsText = readsText;
    this.#ifInMeeting(({ leg }) => (leg.capabilities.readsText = readsText));
  }

  onEvent(event: MeetingEvent): void {
    this.#deps.picture?.eventHappened(event);
    tellCall(event, this.#news);
    this.#deps.onChanged?.();
  }

  onLobbyEvent(event: LobbyEvent): void {
    const { listener } = this.#deps;
    const state = this.#state;
    switch (event.type) {
      case 'admitted':
        if (state.type === 'inLobby') void this.#enterAnew(knownGuest(state.entry), 'mediaFailed');
        break;
      case 'denied':
        this.#forget();
        listener.denied();
        break;
      case 'convenerPresenceChanged':
        listener.convenerPresenceChanged(event.isConvenerThere);
        break;
      case 'meetingEnded':
        this.#meetingEnded(event.reason);
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

  #meetingEnded(reason: MeetingEndReason): void {
    const state = this.#state;
    // The media are set up again in a new meeting, or at the server that it has moved to.
    if (state.type === 'inMeeting' && (reason === 'mediaFailed' || reason === 'moved')) {
      void this.#enterAnew(knownPerson(state), reason);
      return;
    }
    // In its lobby there: whoever waits asks anew.
    if (state.type === 'inLobby' && reason === 'moved') {
      void this.#enterAnew(undefined, reason);
      return;
    }
    this.#forget();
    this.#deps.listener.ended(reason);
  }

  async #arriveBy(callId: CallId, enter: () => Promise<CallJoinResult>): Promise<EntryResult> {
    try {
      return this.#arrive(callId, await enter());
    } catch (error) {
      this.#deps.log.error({ err: error }, 'call failed to join meeting');
      return { type: 'unavailable' };
    }
  }

  /** @param isHandRaised asked at the end: the caller may key it on the way */
  async #enterChecked(
    { callId, known, guestId }: Pick<Goal, 'callId' | 'known' | 'guestId'>,
    isHandRaised: () => boolean,
  ): Promise<EntryResult> {
    const { joinFlow } = this.#deps;
    const result = await this.#arriveBy(callId, () =>
      joinFlow.enterChecked(callId, this, known, guestId),
    );
    // A new meeting doesn't know that the hand was up.
    if (isHandRaised()) this.#ifInMeeting(({ meeting, person }) => meeting.hands.raise(person));
    return result;
  }

  #arrive(callId: CallId, result: CallJoinResult): EntryResult {
    switch (result.type) {
      case 'elsewhere':
        return result;
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
        const { meeting, person, leg, isLinked, isRung } = result;
        const others = othersIn(meeting);
        // Released or removed meanwhile, and already told.
        if (leg.closed) return { type: 'entered', others, isLinked };
        this.#state = { type: 'inMeeting', callId, meeting, person, leg, isLinked, isRung };
        this.#person = person;
        leg.capabilities.readsText = this.#readsText;
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
    void picture?.enter({ meeting, person, leg }, () => this.#playback.sightChanged());
    audio.setMuted(person.microphone.isMuted);
    this.#news.alwaysHeardChanged();
    this.#news.captionsChanged(meeting.captions.isOn);
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

  /** Admitted by a convener, or after a meeting that was lost here. @param reason told when that fails */
  async #enterAnew(known: KnownCaller | undefined, reason: MeetingEndReason): Promise<void> {
    const state = this.#state;
    if (state.type === 'outside') return;
    const { callId } = state;
    const wasWaiting = state.type === 'inLobby';
    const { guestId } = this;
    const { listener, onElsewhere } = this.#deps;
    const former = this.#person;
    const wasMuted = this.isMuted;
    this.#forget();
    const isHandRaised = () => former !== undefined && former.handRaisedAt !== null;
    const goElsewhere = () =>
      onElsewhere({ callId, known, guestId, isHandRaised: isHandRaised(), wasWaiting });
    if (reason === 'moved') return goElsewhere();
    const result = await this.#enterChecked({ callId, known, guestId }, isHandRaised);
    if (result.type === 'entered') {
      if (wasWaiting) listener.admitted(result.others);
      // The person's other leg may have rejoined first.
      if (this.isMuted !== wasMuted) listener.microphoneChanged(this.isMuted, false);
    } else if (result.type === 'elsewhere') goElsewhere();
    else if (result.type === 'waiting' && wasWaiting)
      listener.convenerPresenceChanged(result.isConvenerThere);
    else listener.ended(reason);
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
