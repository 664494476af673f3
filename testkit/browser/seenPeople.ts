// Whom a returning page sees in its meeting, and what it says of their coming and going.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Told } from './returningPageRecord.ts';

export class SeenPeople {
  /** Whom a person at this page would have heard of. Those who were there before an absence, and come back, are not told. */
  readonly told: Told[] = [];
  readonly #others = new Map<ParticipantId, string>();
  readonly #leftSinceJoin = new Set<ParticipantId>();
  /** Who was there before the absence. */
  #familiar = new Set<ParticipantId>();

  /** As the page shows them. */
  get names(): string[] {
    return [...this.#others.values()].toSorted();
  }

  /** They are there in any case, once this page is back. */
  hold(): void {
    this.#familiar = new Set(this.#others.keys());
  }

  /** @param isWarm they stay in view until they are there too. */
  joining(isWarm: boolean): void {
    // With polling, notices that follow the reply may be read before it.
    if (!isWarm) this.#others.clear();
    this.#leftSinceJoin.clear();
  }

  joined(participants: readonly { id: ParticipantId; name: string }[]): void {
    for (const one of participants)
      if (!this.#leftSinceJoin.has(one.id)) this.#others.set(one.id, one.name);
  }

  noticed(notice: Notice): void {
    switch (notice.name) {
      case 'participantJoined': {
        const { id, name } = notice.body.participant;
        this.#others.set(id, name);
        if (!this.#familiar.delete(id)) this.#tell({ type: 'joined', name });
        return;
      }
      case 'participantReturned': {
        const { id, name } = notice.body.participant;
        this.#others.set(id, name);
        return this.#tell({ type: 'returned', name });
      }
      case 'participantLeft': {
        const { participantId, reason } = notice.body;
        const name = this.#others.get(participantId);
        this.#leftSinceJoin.add(participantId);
        if (this.#others.delete(participantId))
          this.#tell({ type: 'left', name: name ?? '', reason });
        return;
      }
      default:
    }
  }

  #tell(told: Omit<Told, 'at'>): void {
    this.told.push({ ...told, at: performance.now() });
  }
}
