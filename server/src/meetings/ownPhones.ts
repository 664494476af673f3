// The own phones of a meeting: telephones that speak and hear for somebody who is here by a browser, under their id.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { LinkedPhone } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { LetGoReason, Participant, Telephone } from './leg.ts';
import { DialInPins } from './dialInPins.ts';
import type { Roster } from './roster.ts';

export interface OwnPhonesParts {
  roll: Roster;
  offer(track: SentTrack, hearers: readonly Participant[]): void;
  /** How somebody is described has changed: the others are to know. */
  changed(person: Participant): void;
  /** The browser of one who leads is gone, and no telephone can lead. */
  convenerGone(): void;
}

/** Of those who are gone, twice as many as a meeting has people: who left longest ago comes in unmuted by telephone. */
export const MOST_GONE = 200;

export class OwnPhones {
  readonly pins = new DialInPins((id) => this.#parts.roll.present.has(id));
  /** Of those whose microphone was last a telephone's, or who are gone. */
  readonly #wasMuted = new Map<ParticipantId, boolean>();
  /** Whose microphone, whichever it is, has been turned since it came. */
  readonly #turned = new Set<ParticipantId>();
  readonly #parts: OwnPhonesParts;

  constructor(parts: OwnPhonesParts) {
    this.#parts = parts;
  }

  of({ id }: Participant): Telephone | undefined {
    return this.#parts.roll.linkedPhones.get(id);
  }

  /** As its person is told of it. */
  describe(person: Participant): LinkedPhone | null {
    const phone = this.of(person);
    if (phone === undefined) return null;
    return {
      isMuted: [...phone.sentTracks].every(({ isPaused }) => isPaused),
      isTurned: this.#turned.has(person.id),
    };
  }

  /** Whether whoever speaks under that id has turned the microphone off, or a convener has: a telephone comes in so. */
  isToBeMuted(id: ParticipantId): boolean {
    const { roll } = this.#parts;
    const person = roll.present.get(id);
    const microphone = person && roll.microphoneOf(person);
    if (microphone !== undefined && !microphone.isPaused) return false;
    return this.#wasMuted.get(id) ?? microphone !== undefined;
  }

  /** Whoever goes may ring. */
  left(id: ParticipantId): void {
    this.#rememberMuted(id);
    this.#turned.delete(id);
    // Of somebody who is gone, to be on is to be forgotten.
    if (this.#wasMuted.get(id) === false) this.#wasMuted.delete(id);
    if (this.#wasMuted.size <= MOST_GONE) return;
    const { present } = this.#parts.roll;
    const oldest = [...this.#wasMuted.keys()].find((one) => !present.has(one));
    if (oldest !== undefined) this.#wasMuted.delete(oldest);
  }

  /** A microphone that is on is so by somebody's will. */
  trackStarted({ source, isPaused, participantId }: SentTrack): void {
    if (source === 'microphone' && !isPaused) this.#wasMuted.delete(participantId);
  }

  /** Whoever comes anew begins anew. */
  forgetMuted(id: ParticipantId): void {
    this.#wasMuted.delete(id);
    this.#turned.delete(id);
  }

  /** In place of the browser's sound, and of another telephone that there is. */
  add(phone: Telephone, person: Participant): void {
    const former = this.of(person);
    former?.letGo('otherPhone');
    if (former !== undefined) this.#end(person, former);
    this.#parts.roll.linkedPhones.set(person.id, phone);
    this.#turned.delete(person.id);
    if (this.leaveSoundToPhone(person)) this.#parts.roll.tellTrackStopped(person, 'microphone');
    // Behind what the telephone does at its entry: the others' telephones are to know it for one, and hear it once.
    const hearers = this.#parts.roll.hearersOf(person);
    setImmediate(() => {
      for (const track of phone.sentTracks) if (!track.closed) this.#parts.offer(track, hearers);
    });
    this.#changed(person);
  }

  /** Hangs it up, if there is one: the sound goes by the browser again. */
  hangUp(person: Participant, reason: LetGoReason): void {
    const phone = this.of(person);
    if (phone === undefined) return;
    phone.letGo(reason);
    this.#end(person, phone);
    this.#changed(person);
  }

  /**
   * Somebody's page goes, or their own phone does: the other of the two stays.
   * @returns false where there are not both.
   */
  goesOnWithout(participant: Participant): boolean {
    const person = this.#parts.roll.present.get(participant.id);
    const phone = this.of(participant);
    if (person === undefined || phone === undefined) return false;
    if (participant === phone) {
      this.#end(person, phone);
      this.#changed(person);
    } else if (participant === person) this.#goOnAlone(person, phone);
    else return false;
    return true;
  }

  /**
   * What the browser of one who has an own phone sends of sound ends, and none is passed on to it any more.
   * @returns whether it had a microphone; where it has only just come nobody has been told of that.
   */
  leaveSoundToPhone(person: Participant): boolean {
    person.setHearsByPhone(true);
    const microphone = [...person.sentTracks].find(({ source }) => source === 'microphone');
    microphone?.close();
    return microphone !== undefined;
  }

  /** The browser is gone, and its person stays by the telephone alone: others see no more than its pictures end. */
  #goOnAlone(person: Participant, phone: Telephone): void {
    const { roll, changed, convenerGone } = this.#parts;
    const sources = [...person.sentTracks].map(({ source }) => source);
    const { name, profession } = person.describe();
    person.close();
    roll.linkedPhones.delete(person.id);
    roll.present.set(phone.id, phone);
    for (const source of sources) roll.tellTrackStopped(phone, source);
    phone.browserGone({ name, profession });
    changed(phone);
    if (person.isConvener) convenerGone();
  }

  /** Somebody's microphone is off, or on, by themselves or others: the telephone's, or the browser's. */
  microphoneTurned(person: Participant): void {
    this.#wasMuted.delete(person.id);
    this.#turned.add(person.id);
    if (this.of(person) !== undefined) this.#tell(person);
  }

  #end(person: Participant, phone: Telephone): void {
    const { roll } = this.#parts;
    // The browser's microphone is off from now on by nobody's will.
    this.#rememberMuted(person.id);
    roll.linkedPhones.delete(person.id);
    person.setHearsByPhone(false);
    phone.close();
    roll.tellTrackStopped(person, 'microphone');
  }

  #rememberMuted(id: ParticipantId): void {
    const isMuted = this.isToBeMuted(id);
    this.#wasMuted.delete(id);
    this.#wasMuted.set(id, isMuted);
  }

  #changed(person: Participant): void {
    this.#parts.changed(person);
    this.#tell(person);
  }

  #tell(person: Participant): void {
    const body = { linkedPhone: this.describe(person) };
    this.#parts.roll.present.get(person.id)?.tell({ name: 'linkedPhoneChanged', body });
  }
}
