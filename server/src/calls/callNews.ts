// What a meeting tells a call, passed on to its sound and its voice menu.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { AudioPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { ReleaseReason } from '../meetings/events.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { AudibilityMonitor } from './audibilityMonitor.ts';
import type { CallEventTarget } from './callEvents.ts';
import type { CallPlayback } from './callPlayback.ts';
import type { MeetingAudio } from './meetingAudio.ts';
import type { PresenceListener } from './presence.ts';

export interface CallNewsDeps {
  /** Undefined while the call is in none. */
  inMeeting(): { meeting: Meeting; person: Person } | undefined;
  audio: MeetingAudio;
  listener: PresenceListener;
  playback: CallPlayback;
  audibility: AudibilityMonitor;
  /** Whether the call has a line for real-time text. */
  readsText(): boolean;
  /** The meeting has forgotten the call. */
  forget(): void;
  meetingEnded(reason: MeetingEndReason): void;
}

export class CallNews implements CallEventTarget {
  readonly #deps: CallNewsDeps;
  /** The caller has been told that a computer writes down what is said. */
  #isWritten = false;

  constructor(deps: CallNewsDeps) {
    this.#deps = deps;
  }

  get personId(): ParticipantId | undefined {
    return this.#deps.inMeeting()?.person.id;
  }

  personArrived(person: Person): void {
    this.othersChanged();
    this.#deps.playback.reportTo(person);
  }

  personLeft(id: ParticipantId): void {
    this.othersChanged();
    this.#deps.audibility.forget(id);
  }

  othersChanged(): void {
    const state = this.#deps.inMeeting();
    if (state !== undefined) this.#deps.listener.othersChanged(othersIn(state.meeting));
  }

  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    this.#deps.audio.setMuted(isMuted);
    this.#deps.listener.microphoneChanged(isMuted, isByConvener);
  }

  alwaysHeardChanged(): void {
    const state = this.#deps.inMeeting();
    if (state === undefined) return;
    const { meeting, person } = state;
    this.#deps.audio.setAlwaysHeard(meeting.roles.isAlwaysHeard(person.id));
  }

  /** Once for each change: a server of the version before, which has the call's line, is told of it where there are captions only. */
  captionsChanged(isOn: boolean): void {
    if (isOn === this.#isWritten) return;
    this.#isWritten = isOn;
    this.#deps.listener.captionsChanged(isOn);
  }

  handLowered(): void {
    this.#deps.listener.handLowered();
  }

  textWritten({ id, displayName: name }: Person, text: string): void {
    if (this.#deps.readsText()) this.#deps.listener.textWritten({ id, name, text });
  }

  heardBy(id: ParticipantId, sound: AudioPlayback): void {
    this.#deps.audibility.reported(id, sound);
  }

  onlyLegLeft(): void {
    this.#deps.listener.onlyLegLeft();
    this.#deps.playback.reportToAll();
  }

  released(reason: ReleaseReason): void {
    this.#deps.forget();
    this.#deps.listener.released(reason);
  }

  removed(): void {
    this.#deps.forget();
    this.#deps.listener.removed();
  }

  meetingEnded(reason: MeetingEndReason): void {
    this.#deps.meetingEnded(reason);
  }
}

/** With those who are to come back from where the meeting was. */
export const othersIn = ({ memory }: Meeting): number => memory.seatsTaken - 1;
