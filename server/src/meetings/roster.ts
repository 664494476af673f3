// Who is in a meeting or about to join, on which legs; and ways to tell all of them, or all but one.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { MeetingEvent } from './events.ts';
import type { Leg } from './leg.ts';
import type { Person } from './person.ts';

/** A leg that is prepared and not joined. It is offered tracks, but not told who is there. */
export interface PendingLeg {
  leg: Leg;
  /** For blocking; undefined when the browser isn't recognised. */
  browserId: string | undefined;
}

export class Roster {
  /** In order of joining. */
  readonly persons = new Map<ParticipantId, Person>();
  readonly #pending = new Map<Leg, PendingLeg>();

  get isEmpty(): boolean {
    return this.persons.size === 0 && this.#pending.size === 0;
  }

  get pending(): readonly PendingLeg[] {
    return [...this.#pending.values()];
  }

  isPending(leg: Leg): boolean {
    return this.#pending.has(leg);
  }

  addPending(pending: PendingLeg): void {
    this.#pending.set(pending.leg, pending);
  }

  /** @returns whether it was pending. */
  removePending(leg: Leg): boolean {
    return this.#pending.delete(leg);
  }

  /** The leg's person; undefined while it is pending, or after it has left. */
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

  /** Includes pending legs, which have been offered the tracks. */
  tellReceivers(id: ParticipantId, event: MeetingEvent): void {
    for (const leg of this.receiversOf(id)) leg.tell(event);
  }

  tellTrackStopped(personId: ParticipantId, source: TrackSource): void {
    this.tellReceivers(personId, { type: 'trackStopped', personId, source });
  }

  /** @returns every leg, pending ones included. */
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
