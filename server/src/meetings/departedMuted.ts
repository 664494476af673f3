// Who left a meeting with the microphone muted: when they ring afterwards, they come in muted.
import type { ParticipantId } from '@distansmote/shared/ids.ts';

/** Twice as many as a meeting has people: whoever left longest ago comes in unmuted. */
export const MAX_DEPARTED = 200;

export class DepartedMuted {
  /** In the order they left. */
  readonly #ids = new Set<ParticipantId>();

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
