// Those whom one meeting rings, or has rung: what has come of each, told to its conveners.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { ringEnds, type RingState, type RungCall } from '@distansmote/shared/signalling/ringing.ts';
import type { Ringing, RingOrder } from '../calls/ringer.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';

/** Ended ones are kept, to be rung again; the oldest of more is forgotten. */
const MAX_ENDED = 20;

export const hasEnded = (state: RingState): boolean => ringEnds.some((end) => end === state);

export interface Ring {
  readonly id: string;
  readonly order: Omit<RingOrder, 'callId'>;
  /** As conveners see it. */
  readonly shownTo: string;
  /** Who asked to be rung at a number of their own; undefined for one that a convener rings. */
  readonly person: Person | undefined;
  state: RingState;
  /** Who it is in the meeting. */
  personId: ParticipantId | undefined;
  /** Undefined before and after. */
  ringing: Ringing | undefined;
}

export class MeetingRings {
  readonly #meeting: Meeting;
  readonly #rings = new Map<string, Ring>();
  #closed = false;

  constructor(meeting: Meeting) {
    this.#meeting = meeting;
  }

  /** In the order in which they were rung. */
  get calls(): RungCall[] {
    return [...this.#rings.values()].map(({ id, order, shownTo, person, state, personId }) => ({
      id,
      name: order.as.name,
      to: shownTo,
      state,
      ...(order.as.role !== undefined && { role: order.as.role }),
      ...(state === 'entered' && personId !== undefined && { participantId: personId }),
      ...(person !== undefined && { isOwnPhone: true }),
    }));
  }

  get all(): readonly Ring[] {
    return [...this.#rings.values()];
  }

  find(id: string): Ring | undefined {
    return this.#rings.get(id);
  }

  /** One rung again goes to the end of the list. */
  add(ring: Ring): void {
    this.#rings.delete(ring.id);
    this.#rings.set(ring.id, ring);
    const ended = this.all.filter(({ state }) => hasEnded(state));
    for (const { id } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED)))
      this.#rings.delete(id);
    this.#changed(ring);
  }

  remove(ring: Ring): void {
    if (this.#rings.delete(ring.id)) this.#changed(ring, null);
  }

  setState(ring: Ring, state: RingState): void {
    if (ring.state === state) return;
    ring.state = state;
    // Of a number of somebody's own conveners need not know that it was busy.
    if (ring.person !== undefined && hasEnded(state)) this.#rings.delete(ring.id);
    this.#changed(ring);
  }

  /** The meeting is over, here at least. */
  close(): void {
    this.#closed = true;
    this.#rings.clear();
  }

  #changed({ person, ...ring }: Ring, state: RingState | null = ring.state): void {
    if (this.#closed) return;
    if (person !== undefined && this.#meeting.find(person.id) === person)
      person.tell({ type: 'ringMeChanged', state });
    for (const convener of this.#meeting.presentConveners.persons) void this.#tell(convener);
  }

  async #tell(convener: Person): Promise<void> {
    const mayKnow = await this.#meeting.presentConveners.isStillConvener(convener);
    // Read after the await: of two concurrent look-ups, either may finish last.
    if (mayKnow && !this.#closed) convener.tell({ type: 'ringingChanged', calls: this.calls });
  }
}
