// What a page says itself, said for a telephone: to each of the others, whether it plays what they send.
import type { Meeting } from '../meetings/meeting.ts';
import type { Participant } from '../meetings/leg.ts';
import type { PhoneLeg } from './phoneLeg.ts';

interface InMeeting {
  meeting: Meeting;
  participant: PhoneLeg;
}

export class PhonePlayback {
  readonly #place: () => InMeeting | undefined;
  /** Not while the other end holds. */
  #isListening = true;
  /** By what the telephone tells of our sound. */
  #isReached = true;

  constructor(place: () => InMeeting | undefined) {
    this.#place = place;
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
    for (const other of this.#place()?.meeting.participants ?? []) this.reportTo(other);
  }

  /** A telephone sees nobody; its person's page may, and speaks for both. */
  reportTo(other: Participant): void {
    const place = this.#place();
    if (place === undefined) return;
    const { meeting, participant } = place;
    const { id: by } = participant;
    if (other.id === by || meeting.find(by) !== participant) return;
    const sound = this.#isListening && this.#isReached ? 'played' : 'notReceived';
    meeting.renderings.tell(by, [{ of: other.id, sound, picture: 'unknown' }]);
  }
}
