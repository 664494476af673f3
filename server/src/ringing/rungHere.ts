// The calls that this server has rung: when their meeting moves, the server that holds it then asks how they are, and leads them.
import type { RingNews } from '../meetings/meetingState.ts';
import type { Ring } from './meetingRings.ts';

/** The other server asks each second. */
const KEPT_MS = 60_000;

export interface RingCommand {
  id: string;
  /** Undefined: hang up. */
  digits: string | undefined;
}

export class RungHere {
  readonly #rings = new Map<string, Ring>();

  add(ring: Ring): void {
    this.#rings.set(ring.id, ring);
  }

  /** @param isForgotten nobody need know what came of it */
  ended(ring: Ring, isForgotten: boolean): void {
    const forget = () => {
      if (this.#rings.get(ring.id) === ring) this.#rings.delete(ring.id);
    };
    if (isForgotten) forget();
    else setTimeout(forget, KEPT_MS).unref();
  }

  /** Of those that are known. */
  newsOf(ids: readonly string[]): RingNews[] {
    return ids.flatMap((id) => {
      const ring = this.#rings.get(id);
      if (ring === undefined) return [];
      const { state, personId } = ring;
      return [{ id, state, ...(personId !== undefined && { personId }) }];
    });
  }

  /** @returns whether it is known. */
  command({ id, digits }: RingCommand): boolean {
    const ring = this.#rings.get(id);
    if (digits === undefined) ring?.ringing?.hangUp();
    else ring?.ringing?.sendDigits(digits);
    return ring !== undefined;
  }
}
