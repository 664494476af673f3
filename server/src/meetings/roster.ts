// Who is in a meeting or about to be, by which legs; and how all of them, or all but one, are told.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { MeetingEvent } from './events.ts';
import type { Leg } from './leg.ts';
import type { Person } from './person.ts';

/** A leg that is prepared and not joined: it is offered tracks, and told of nobody. */
export interface PendingLeg {
  leg: Leg;
  /** By which its person may be blocked; undefined where the browser is not known again. */
  browserId: string | undefined;
}

export class Roster {
  /** In the order they came. */
  readonly persons = new Map<ParticipantId, Person>();
  readonly #pending = new Map<Leg, PendingLeg>();

  get isEmpty(): boolean {
    return this.persons.size === 0 && this.#pending.size === 0;
  }

  get pending(): readonly PendingLeg[] {
    return [...this.#pending.values()];
  }

  addPending(pending: PendingLeg): void {
    this.#pending.set(pending.leg, pending);
  }

  /** @returns whether it was pending. */
  removePending(leg: Leg): boolean {
    return this.#pending.delete(leg);
  }

  /** Whose leg it is; undefined where they are not here by it. */
  personOf(leg: Leg): Person | undefined {
    const person = this.persons.get(leg.personId);
    return person?.legs.includes(leg) === true ? person : undefined;
  }

  othersThan(id: ParticipantId): Person[] {
    return [...this.persons.values()].filter((other) => other.id !== id);
  }

  /** The legs to which that person's tracks are offered. */
  receiversOf(id: ParticipantId): Leg[] {
    return [...this.#legs()].filter((leg) => leg.personId !== id);
  }

  tell(id: ParticipantId, event: MeetingEvent): void {
    this.persons.get(id)?.tell(event);
  }

  tellEverybody(event: MeetingEvent): void {
    for (const person of this.persons.values()) person.tell(event);
  }

  tellOthers(id: ParticipantId, event: MeetingEvent): void {
    for (const person of this.persons.values()) if (person.id !== id) person.tell(event);
  }

  /** The pending ones as well, since they know of the tracks. */
  tellReceivers(id: ParticipantId, event: MeetingEvent): void {
    for (const leg of this.receiversOf(id)) leg.tell(event);
  }

  tellTrackStopped(personId: ParticipantId, source: TrackSource): void {
    this.tellReceivers(personId, { type: 'trackStopped', personId, source });
  }

  /** @returns every leg that there was. */
  clear(): Leg[] {
    const legs = [...this.#legs()];
    this.persons.clear();
    this.#pending.clear();
    return legs;
  }

  *#legs(): Iterable<Leg> {
    for (const person of this.persons.values()) yield* person.legs;
    yield* this.#pending.keys();
  }
}
