// One call from its answer to its end: what the guide decides is done here, and what happens is told to the guide.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { LeaveReason, Notice } from '@distansmote/shared/signalling/notices.ts';
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';
import type { Log } from '../platform/log.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { LobbyDoor, LobbyPlace } from '../meetings/lobby.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { AgreedAudio } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';
import { IvrSession } from './ivr/ivrSession.ts';
import type { EnterRefusal, EnterResult } from './ivr/ivrDeps.ts';
import type { PromptFiles } from './ivr/promptFiles.ts';
import type { PromptLanguage, PromptName } from './ivr/prompts.ts';
import { HeardByAll } from './heardByAll.ts';
import { DtmfDeduplicator, type KeyWay } from './dtmfDeduplicator.ts';
import type { MeetingAudioBridge } from './meetingAudioBridge.ts';
import type { MeetingAudioBridges } from './meetingAudioBridges.ts';
import type { KnownCaller, CallDoor, PhoneEntry, PhoneRefusal, Visitor } from './callDoor.ts';
import type { PhoneLeg } from '../phone/phoneLeg.ts';
import { PhonePlayback } from '../phone/phonePlayback.ts';
import type { Caller } from '../sip/sipMessages.ts';
import type { LineKey } from '../sound/soundMessages.ts';
import type { AudioEngineClient } from '../sound/audioEngineClient.ts';

export interface CallDeps {
  door: CallDoor;
  lines: AudioEngineClient;
  sounds: MeetingAudioBridges;
  promptFiles: PromptFiles;
  hangUp(): void;
  log: Log;
}

/** From so much of a second's packets lost on, and worse: the steps of `ConnectionQuality`. */
const FAIR_LOSS = 0.05;
const POOR_LOSS = 0.15;

/** What a caller is told; a number that is closed to telephones sounds like a wrong one. */
const SPOKEN: Record<PhoneRefusal, EnterRefusal | 'unknown'> = {
  callIdUnknown: 'unknown',
  notYetOpen: 'notYetOpen',
  removed: 'removed',
  locked: 'locked',
  meetingFull: 'full',
  lobbyFull: 'full',
  tooManyGuesses: 'tooManyGuesses',
};

type Place =
  | { is: 'nowhere' }
  | { is: 'lobby'; callId: CallId; door: LobbyDoor; place: LobbyPlace }
  | {
      is: 'meeting';
      callId: CallId;
      meeting: Meeting;
      participant: PhoneLeg;
      isLinkedPhone: boolean;
    };

export class Call {
  readonly #line: LineKey;
  readonly #visitor: Visitor;
  readonly #parts: CallDeps;
  readonly #guide: IvrSession;
  readonly #heard = new HeardByAll((isHeard) => this.#guide.heardByAll(isHeard));
  readonly #keyed = new DtmfDeduplicator();
  readonly #rendering = new PhonePlayback(() =>
    this.#place.is === 'meeting' ? this.#place : undefined,
  );
  #place: Place = { is: 'nowhere' };
  /** Of the meeting that one is in, as it is being opened. */
  #sound: Promise<MeetingAudioBridge> | undefined;
  /** By either side. */
  #isMuted = false;
  #pausing: Promise<void> = Promise.resolve();
  #isHandRaised = false;
  #isAnswered = false;
  #isOver = false;

  constructor(line: LineKey, caller: Caller, parts: CallDeps) {
    this.#line = line;
    this.#parts = parts;
    this.#visitor = {
      caller,
      tell: (notice) => this.#told(notice),
      hear: (meeting, track) => this.#hear(meeting, track),
      setMuted: (isMuted) => this.#mutedByPage(isMuted),
      browserGone: () => this.#browserGone(),
      letGo: (reason) => {
        this.#forget();
        this.#guide.letGo(reason);
      },
    };
    this.#guide = new IvrSession({
      play: (prompts, language, isRepeated) => this.#play(prompts, language, isRepeated),
      stopPlaying: () => this.#parts.lines.post({ type: 'stopPlaying', line }),
      enter: (callId, pin) => this.#enter(callId, pin),
      hangUp: () => this.#parts.hangUp(),
      setMuted: (isMuted) => this.#setMuted(isMuted),
      raiseHand: () => this.#setHandRaised(true),
      lowerHand: () => this.#setHandRaised(false),
      headcount: () => (this.#place.is === 'meeting' ? this.#place.meeting.presentCount : 1),
    });
  }

  /** At first, when the call has been answered, and each time that it changes. */
  agreed(audio: AgreedAudio): void {
    this.#parts.lines.post({ type: 'agree', line: this.#line, audio });
    this.#rendering.setListening(audio.isHearing);
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    this.#guide.answered();
  }

  digit(digit: Digit, way: KeyWay): void {
    if (this.#keyed.take(digit, way, performance.now())) this.#guide.digit(digit);
  }

  played(): void {
    this.#guide.played();
  }

  /** @param loss of the last second's packets from this telephone, 0 to 1. */
  lossChanged(loss: number): void {
    const quality: ConnectionQuality =
      loss < FAIR_LOSS ? 'good' : loss < POOR_LOSS ? 'fair' : 'poor';
    this.#inMeeting(({ meeting, participant }) => {
      if (participant.setConnection(quality)) meeting.connectionChanged(participant);
    });
  }

  /** Whether our sound gets to the telephone. */
  hearingChanged(isReached: boolean): void {
    this.#rendering.setReached(isReached);
  }

  /** The guide has said its goodbye already, or the call is over. */
  get isLedOut(): boolean {
    return this.#guide.isOver;
  }

  /** The service ends, or SIP has: leaves the meeting, says so, and hangs up after that. */
  leadOut(reason: LeaveReason): void {
    this.#leave(reason);
    this.#guide.ended('serverStopping');
  }

  /** Hung up by either end. */
  ended(reason: LeaveReason): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#guide.hungUp();
    this.#leave(reason);
    this.#parts.lines.post({ type: 'closeLine', line: this.#line });
  }

  async #enter(callId: CallId, pin: string | undefined): Promise<EnterResult> {
    const { door } = this.#parts;
    try {
      const entering =
        pin === undefined
          ? door.enter(callId, this.#visitor)
          : door.enterFor(callId, pin, this.#visitor);
      return this.#arrive(callId, await entering);
    } catch (error) {
      this.#parts.log.error({ err: error }, 'a telephone could not enter a meeting');
      return { is: 'unavailable' };
    }
  }

  #arrive(callId: CallId, entry: PhoneEntry): EnterResult {
    if (entry.is === 'refused') return { is: SPOKEN[entry.refusal] };
    if (entry.is === 'waiting') {
      const { door, place } = entry;
      this.#place = { is: 'lobby', callId, door, place };
      // The caller has hung up meanwhile.
      if (this.#isOver) this.#leave('left');
      return { is: 'waiting', isConvenerThere: entry.isConvenerThere };
    }
    const { meeting, participant, tracks, othersCount, isLinkedPhone, isMuted } = entry;
    const result: EnterResult = { is: 'entered', others: othersCount, isLinkedPhone, isMuted };
    // Let go or removed meanwhile, and told so.
    if (participant.closed) return result;
    this.#place = { is: 'meeting', callId, meeting, participant, isLinkedPhone };
    if (this.#isOver) this.#leave('left');
    else {
      if (isMuted) this.#mute();
      this.#listen(meeting, participant, tracks);
    }
    return result;
  }

  /** Hears the meeting and is heard in it, as soon as the sound thread is ready. */
  #listen(meeting: Meeting, participant: PhoneLeg, tracks: readonly SentTrack[]): void {
    const { sounds, lines, log } = this.#parts;
    if (this.#isMuted) this.#pauseAsMuted(meeting, participant);
    const opening = sounds.take(meeting);
    this.#sound = opening;
    opening.then(
      (sound) => {
        // Given back already by whoever has left meanwhile.
        if (this.#sound !== opening) return;
        const { media } = participant;
        sound.addTelephone(media.track);
        for (const track of tracks) sound.hear(track);
        lines.post({ type: 'enterMix', line: this.#line, mix: sound.mix, sending: media.target });
        for (const other of meeting.participants) this.#rendering.reportTo(other);
      },
      (error: unknown) => {
        log.error({ err: error }, 'a telephone has no sound of its meeting');
        this.#parts.hangUp();
      },
    );
  }

  #hear(meeting: Meeting, track: SentTrack): void {
    if (this.#place.is !== 'meeting' || this.#place.meeting !== meeting) return;
    this.#sound?.then((sound) => sound.hear(track)).catch(() => undefined);
  }

  #told(notice: Notice): void {
    switch (notice.name) {
      case 'admitted':
        this.#enterAgain((others) => this.#guide.admitted(others));
        break;
      case 'denied':
        this.#place = { is: 'nowhere' };
        this.#guide.turnedAway();
        break;
      case 'convenerPresenceChanged':
        this.#guide.convenerPresenceChanged(notice.body.isConvenerThere);
        break;
      case 'participantJoined':
      case 'participantReturned':
      case 'participantLeft':
        this.#inMeeting(({ meeting }) => {
          this.#guide.othersChanged(meeting.presentCount - 1);
          if (notice.name === 'participantLeft') {
            this.#heard.forget(notice.body.participantId);
            return;
          }
          const newcomer = meeting.find(notice.body.participant.id);
          if (newcomer !== undefined) this.#rendering.reportTo(newcomer);
        });
        break;
      case 'muted':
        this.#mute();
        this.#guide.mutedByConvener();
        break;
      case 'handLowered':
        this.#inMeeting(({ participant }) => {
          if (notice.body.participantId !== participant.id) return;
          this.#isHandRaised = false;
          this.#guide.handLowered();
        });
        break;
      case 'playbackReported':
        this.#heard.reported(notice.body.by, notice.body.sound);
        break;
      case 'sessionReplaced':
        // By nobody that is known of; whoever is not in the list must not hear either.
        this.#forget();
        this.#guide.ended('mediaFailed');
        break;
      case 'removed':
        this.#forget();
        this.#guide.removed();
        break;
      case 'meetingEnded':
        // The meeting has forgotten this participant already. Its media is built anew where it can be.
        if (notice.body.reason === 'mediaFailed' && this.#place.is === 'meeting')
          this.#enterAgain(() => undefined);
        else {
          this.#forget();
          this.#guide.ended(notice.body.reason);
        }
        break;
      default:
        // The rest is for the eye.
        break;
    }
  }

  /** Let in by a convener, or in place of a meeting whose media was lost. */
  #enterAgain(entered: (others: number) => void): void {
    const place = this.#place;
    if (place.is === 'nowhere') return;
    const { callId } = place;
    const known = knownBy(place);
    this.#forget();
    this.#parts.door
      .enter(callId, this.#visitor, known)
      .then((entry) => {
        const result = this.#arrive(callId, entry);
        // The meeting that is new knows of no hand.
        if (this.#isHandRaised) this.#setHandRaised(true);
        if (result.is === 'entered') {
          entered(result.others);
          // The browser may have been back first.
          this.#guide.mutedByPage(this.#isMuted);
        } else this.#guide.ended('mediaFailed');
      })
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error }, 'a telephone could not enter a meeting');
        this.#guide.ended('mediaFailed');
      });
  }

  #setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#parts.lines.post({ type: 'setMuted', line: this.#line, isMuted });
    this.#inMeeting(({ meeting, participant }) => this.#pauseAsMuted(meeting, participant));
  }

  /** The track is paused already, or will be on the way in. */
  #mute(): void {
    this.#isMuted = true;
    this.#parts.lines.post({ type: 'setMuted', line: this.#line, isMuted: true });
  }

  #mutedByPage(isMuted: boolean): void {
    if (isMuted === this.#isMuted) return;
    this.#setMuted(isMuted);
    this.#guide.mutedByPage(isMuted);
  }

  #setHandRaised(isRaised: boolean): void {
    this.#isHandRaised = isRaised;
    this.#inMeeting(({ meeting, participant }) => {
      if (isRaised) meeting.hands.raise(participant.id);
      else meeting.hands.lower(participant.id);
    });
  }

  /** One is in the list by this telephone alone from now on, and so speaks for the own rendering as well. */
  #browserGone(): void {
    this.#guide.browserGone();
    this.#rendering.reportToAll();
  }

  /** One after the other: mediasoup knows of a pause only once its worker has answered. */
  #pauseAsMuted(meeting: Meeting, participant: PhoneLeg): void {
    const { track } = participant.media;
    this.#pausing = this.#pausing
      .then(() => meeting.setTrackPaused(participant, track, this.#isMuted))
      .catch(() => undefined);
  }

  #inMeeting(act: (place: Extract<Place, { is: 'meeting' }>) => void): void {
    if (this.#place.is === 'meeting') act(this.#place);
  }

  #play(prompts: readonly PromptName[], language: PromptLanguage, isRepeated: boolean): void {
    const files = this.#parts.promptFiles.pathsOf(prompts, language);
    this.#parts.lines.post({ type: 'play', line: this.#line, files, isRepeated });
  }

  #leave(reason: LeaveReason): void {
    const place = this.#place;
    this.#forget();
    if (place.is === 'lobby') place.door.leaveLobby(place.place);
    if (place.is === 'meeting') place.meeting.leave(place.participant, reason);
  }

  /** Is nowhere any more, and hears nothing of where it was. */
  #forget(): void {
    const place = this.#place;
    this.#place = { is: 'nowhere' };
    this.#heard.clear();
    if (place.is !== 'meeting') return;
    const sound = this.#sound;
    this.#sound = undefined;
    this.#parts.lines.post({ type: 'leaveMix', line: this.#line });
    if (sound !== undefined) this.#parts.sounds.giveBack(place.meeting, sound);
  }
}

function knownBy(place: Exclude<Place, { is: 'nowhere' }>): KnownCaller {
  if (place.is === 'lobby') {
    const { id, name, profession } = place.place.guest;
    return { id, person: { name, profession }, isLinkedPhone: false };
  }
  const { participant, isLinkedPhone } = place;
  return { id: participant.id, person: participant.person, isLinkedPhone };
}
