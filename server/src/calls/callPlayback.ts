// Playback reports on behalf of a call: tells each of the others whether it plays their audio.
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { CallLeg } from './callLeg.ts';

interface CallInMeeting {
  meeting: Meeting;
  person: Person;
  leg: CallLeg;
}

export class CallPlayback {
  readonly #inMeeting: () => CallInMeeting | undefined;
  /** False while the other end has put us on hold. */
  #isListening = true;
  /** From the call's RTCP reports. */
  #isReached = true;

  /** @param inMeeting the call's meeting and person; undefined while it is in none. */
  constructor(inMeeting: () => CallInMeeting | undefined) {
    this.#inMeeting = inMeeting;
  }

  setListening(isListening: boolean): void {
    if (isListening === this.#isListening) return;
    this.#isListening = isListening;
    this.reportToAll();
  }

  setReached(isReached: boolean): void {
    this.#isReached = isReached;
    this.reportToAll();
  }

  reportToAll(): void {
    for (const other of this.#inMeeting()?.meeting.persons ?? []) this.reportTo(other);
  }

  /** Only when the call is the person's only leg; otherwise their primary leg reports for both. */
  reportTo(other: Person): void {
    const current = this.#inMeeting();
    if (current === undefined) return;
    const { meeting, person, leg } = current;
    if (other.id === person.id || person.primaryLeg !== leg) return;
    const sound = this.#isListening && this.#isReached ? 'played' : 'notReceived';
    // A room's people expect pictures, and get none yet; a telephone's don't.
    const picture = leg.kind === 'room' ? 'turnedOff' : 'unknown';
    meeting.playbackReports.tell(person.id, [{ of: other.id, sound, picture }]);
  }
}
