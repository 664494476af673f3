// Playback reports on behalf of a call: tells each of the others whether it plays their audio and shows their camera.
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { CallLeg } from './callLeg.ts';
import type { Sight } from './sight.ts';

interface CallInMeeting {
  meeting: Meeting;
  person: Person;
  leg: CallLeg;
}

export class CallPlayback {
  readonly #inMeeting: () => CallInMeeting | undefined;
  readonly #sight: Sight;
  /** False while the other end has put us on hold. */
  #isListening = true;
  /** From the call's RTCP reports. */
  #isReached = true;

  /** @param inMeeting the call's meeting and person; undefined while it is in none. */
  constructor(sight: Sight, inMeeting: () => CallInMeeting | undefined) {
    this.#sight = sight;
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

  /** What the call sees has changed. */
  sightChanged(): void {
    const current = this.#inMeeting();
    if (current === undefined) return;
    const { meeting, person, leg } = current;
    if (leg.setPictureLimit(this.#sight.limit)) meeting.personChanged(person);
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
    const picture = this.#sight.playbackOf(other);
    const changed = meeting.playbackReports.newOf(person.id, [{ of: other.id, sound, picture }]);
    meeting.playbackReports.tell(person.id, changed);
  }
}
