// Passes that are void because a convener removed their owner: they would spare them the lobby of the next meeting.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { LRUCache } from 'lru-cache';
import { PASS_MS } from './admissionPass.ts';

const MAX_PASSES = 10_000;

/** For all spaces: the same person has another id in each. */
export class VoidPasses {
  readonly #owners = new LRUCache<ParticipantId, true>({ max: MAX_PASSES, ttl: PASS_MS });

  has(owner: ParticipantId): boolean {
    return this.#owners.has(owner);
  }

  add(owner: ParticipantId): void {
    this.#owners.set(owner, true);
  }

  /** A convener has let them in again. */
  delete(owner: ParticipantId): void {
    this.#owners.delete(owner);
  }
}
