// Who is in a meeting or about to be, with their own phones; and how all of them, or all but one, are told.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Participant, Telephone } from './leg.ts';

export class Roster {
  /** In the order they came. */
  readonly present = new Map<ParticipantId, Participant>();
  /** Prepared, but not yet joined: they are offered tracks, and told of nobody. */
  readonly waiting = new Set<Participant>();
  /** Each under the id of its person, who is present by a browser. */
  readonly linkedPhones = new Map<ParticipantId, Telephone>();

  get isEmpty(): boolean {
    return this.present.size === 0 && this.waiting.size === 0;
  }

  othersThan({ id }: Participant): Participant[] {
    return [...this.present.values()].filter((other) => other.id !== id);
  }

  /** Whom a track of that participant is offered to. */
  hearersOf({ id }: Participant): Participant[] {
    return [...this.#everybody()].filter((other) => other.id !== id);
  }

  /** What is sent by that participant, and by the own phone. */
  tracksOf(participant: Participant): SentTrack[] {
    const linkedPhone = this.linkedPhones.get(participant.id);
    return [...participant.sentTracks, ...(linkedPhone?.sentTracks ?? [])];
  }

  microphoneOf(participant: Participant): SentTrack | undefined {
    return this.tracksOf(participant).find(({ source }) => source === 'microphone');
  }

  /** Both their browser and their own phone. */
  tell(id: ParticipantId, notice: Notice): void {
    this.present.get(id)?.tell(notice);
    this.linkedPhones.get(id)?.tell(notice);
  }

  tellPresent(notice: Notice): void {
    for (const participant of this.#presentAndPhones()) participant.tell(notice);
  }

  tellOthersPresent({ id }: Participant, notice: Notice): void {
    for (const other of this.#presentAndPhones()) if (other.id !== id) other.tell(notice);
  }

  /** Those who wait as well, since they know of its tracks. */
  tellHearersOf(sender: Participant, notice: Notice): void {
    for (const hearer of this.hearersOf(sender)) hearer.tell(notice);
  }

  tellTrackStopped(sender: Participant, source: TrackSource): void {
    const body = { participantId: sender.id, source };
    this.tellHearersOf(sender, { name: 'trackStopped', body });
  }

  /** @returns all that there were. */
  clear(): Participant[] {
    const everybody = [...this.#everybody()];
    this.present.clear();
    this.waiting.clear();
    this.linkedPhones.clear();
    return everybody;
  }

  *#presentAndPhones(): Iterable<Participant> {
    yield* this.present.values();
    yield* this.linkedPhones.values();
  }

  *#everybody(): Iterable<Participant> {
    yield* this.#presentAndPhones();
    yield* this.waiting;
  }
}
