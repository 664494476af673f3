// Remembers who left with the microphone muted: when they dial back in, they are still muted.
import type { ParticipantId } from '@distansmote/shared/ids.ts';

/** Twice the size of a full meeting. Beyond it the oldest are forgotten, and return unmuted. */
export const MAX_DEPARTED = 200;

export class DepartedMuted {
  /** Oldest first. */
  readonly #ids = new Set<ParticipantId>();

  /** Oldest first. */
  get ids(): ParticipantId[] {
    return [...this.#ids];
  }

  restore(ids: readonly ParticipantId[]): void {
    this.#ids.clear();
    for (const id of ids) this.left(id, true);
  }

  left(id: ParticipantId, isMuted: boolean): void {
    this.#ids.delete(id);
    if (!isMuted) return;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > MAX_DEPARTED && oldest !== undefined) this.#ids.delete(oldest);
  }

  has(id: ParticipantId): boolean {
    return this.#ids.has(id);
  }

  forget(id: ParticipantId): void {
    this.#ids.delete(id);
  }
}
