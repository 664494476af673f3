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
  /** `linkedTo` asked to be rung at a number of their own; a convener rings all others. */
  readonly order: Omit<RingOrder, 'callId'>;
  /** As conveners see it. */
  readonly shownTo: string;
  state: RingState;
  /** Who it is in the meeting. */
  personId: ParticipantId | undefined;
  /** Undefined before and after. */
  ringing: Ringing | undefined;
  /** The server that has rung, before the meeting moved here; undefined: this one. */
  readonly nodeId: string | undefined;
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
    return this.all.map(({ id, order, shownTo, state, personId }) => ({
      id,
      name: order.as.name,
      to: shownTo,
      state,
      ...(order.as.role !== undefined && { role: order.as.role }),
      ...(state === 'entered' && personId !== undefined && { participantId: personId }),
      ...(order.linkedTo !== undefined && { isOwnPhone: true }),
    }));
  }

  get all(): readonly Ring[] {
    return [...this.#rings.values()];
  }

  /** Not closed, and with exactly that ring. */
  has(ring: Ring): boolean {
    return !this.#closed && this.#rings.get(ring.id) === ring;
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
    if (ring.order.linkedTo !== undefined && hasEnded(state)) this.#rings.delete(ring.id);
    this.#changed(ring);
  }

  /** As they were at another server; nobody is there yet. */
  replace(rings: readonly Ring[]): void {
    this.#rings.clear();
    for (const ring of rings) this.#rings.set(ring.id, ring);
  }

  /** The meeting is over, here at least: nobody is told any more. */
  close(): void {
    this.#closed = true;
  }

  #changed({ order, ...ring }: Ring, state: RingState | null = ring.state): void {
    if (this.#closed) return;
    if (order.linkedTo !== undefined)
      this.#meeting.find(order.linkedTo)?.tell({ type: 'ringMeChanged', state });
    for (const convener of this.#meeting.presentConveners.persons) void this.#tell(convener);
  }

  async #tell(convener: Person): Promise<void> {
    const mayKnow = await this.#meeting.presentConveners.isStillConvener(convener);
    // Read after the await: of two concurrent look-ups, either may finish last.
    if (mayKnow && !this.#closed) convener.tell({ type: 'ringingChanged', calls: this.calls });
  }
}
