// Whose hands are up, and since when; everybody present is told.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Roster } from './roster.ts';

export class Hands {
  readonly #roll: Roster;
  /** In milliseconds since 1970. */
  readonly #raisedAt = new Map<ParticipantId, number>();

  constructor(roll: Roster) {
    this.#roll = roll;
  }

  raise(id: ParticipantId): void {
    if (this.#raisedAt.has(id)) return;
    const at = Date.now();
    this.#raisedAt.set(id, at);
    this.#roll.tellPresent({ name: 'handRaised', body: { participantId: id, at } });
  }

  lower(id: ParticipantId): void {
    if (!this.#raisedAt.delete(id)) return;
    this.#roll.tellPresent({ name: 'handLowered', body: { participantId: id } });
  }

  /** Who has left lowers it without a word. */
  forget(id: ParticipantId): void {
    this.#raisedAt.delete(id);
  }

  /** Null while it is down. */
  raisedAt(id: ParticipantId): number | null {
    return this.#raisedAt.get(id) ?? null;
  }
}
