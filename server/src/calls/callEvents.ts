// Maps meeting events to what a call is told.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { AudioPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { MeetingEvent, ReleaseReason } from '../meetings/events.ts';
import type { Person } from '../meetings/person.ts';

/** What a call can be told. */
export interface CallEventTarget {
  /** Undefined while the call is in no meeting. */
  readonly personId: ParticipantId | undefined;
  personArrived(person: Person): void;
  personLeft(id: ParticipantId): void;
  othersChanged(): void;
  /** Whose voices are never held back has changed. */
  alwaysHeardChanged(): void;
  microphoneChanged(isMuted: boolean, isByConvener: boolean): void;
  captionsChanged(isOn: boolean): void;
  handLowered(): void;
  /** In real time. */
  textWritten(person: Person, text: string): void;
  /** Whether that person hears the caller. */
  heardBy(id: ParticipantId, sound: AudioPlayback): void;
  /** The person's other leg is gone: this call is their only one. */
  onlyLegLeft(): void;
  /** The meeting has already forgotten the call, here and in the two below. */
  released(reason: ReleaseReason): void;
  removed(): void;
  meetingEnded(reason: MeetingEndReason): void;
}

export function tellCall(event: MeetingEvent, call: CallEventTarget): void {
  switch (event.type) {
    case 'personJoined':
    case 'personReturned':
      return call.personArrived(event.person);
    case 'personLeft':
      return call.personLeft(event.personId);
    case 'notBack':
      return call.othersChanged();
    case 'alwaysHeardChanged':
      return call.alwaysHeardChanged();
    case 'microphoneChanged':
      return call.microphoneChanged(event.person.microphone.isMuted, event.by === 'convener');
    case 'captionsChanged':
      return call.captionsChanged(event.captions !== null);
    case 'handLowered':
      if (event.personId === call.personId) call.handLowered();
      return undefined;
    case 'textWritten':
      return call.textWritten(event.person, event.text);
    case 'playbackReported':
      return call.heardBy(event.by, event.sound);
    case 'onlyLegLeft':
      return call.onlyLegLeft();
    case 'released':
      return call.released(event.reason);
    case 'replaced':
      return call.released('otherPhone');
    case 'removed':
      return call.removed();
    case 'meetingEnded':
      return call.meetingEnded(event.reason);
    default:
      // The rest is visual.
      return undefined;
  }
}
