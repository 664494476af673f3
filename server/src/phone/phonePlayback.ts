// Playback reports on behalf of a telephone: tells each of the others whether it plays their audio.
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { PhoneLeg } from './phoneLeg.ts';

interface PhoneInMeeting {
  meeting: Meeting;
  person: Person;
  leg: PhoneLeg;
}

export class PhonePlayback {
  readonly #inMeeting: () => PhoneInMeeting | undefined;
  /** False while the other end has put us on hold. */
  #isListening = true;
  /** From the telephone's RTCP reports. */
  #isReached = true;

  /** @param inMeeting the telephone's meeting and person; undefined while it is in none. */
  constructor(inMeeting: () => PhoneInMeeting | undefined) {
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

  /** Only when the telephone is the person's only leg; otherwise their primary leg reports for both. */
  reportTo(other: Person): void {
    const current = this.#inMeeting();
    if (current === undefined) return;
    const { meeting, person, leg } = current;
    if (other.id === person.id || person.primaryLeg !== leg) return;
    const sound = this.#isListening && this.#isReached ? 'played' : 'notReceived';
    meeting.playbackReports.tell(person.id, [{ of: other.id, sound, picture: 'unknown' }]);
  }
}
