// What a meeting remembers of who has been let in and who was removed: forgotten when it closes.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Standing } from './admission.ts';

export class Standings {
  /** Let in or present once, and so need not knock any more. */
  readonly #known = new Set<ParticipantId>();
  readonly #removed = new Set<ParticipantId>();

  /** Of somebody who is not present. */
  of(id: ParticipantId): Exclude<Standing, 'present'> {
    if (this.#removed.has(id)) return 'removed';
    return this.#known.has(id) ? 'known' : 'new';
  }

  letIn(id: ParticipantId): void {
    this.#known.add(id);
  }

  remove(id: ParticipantId): void {
    this.#removed.add(id);
  }

  /** Who has left must be let in anew; who is here, or on the way in, need not. */
  forgetAllBut(here: ReadonlySet<ParticipantId>): void {
    for (const id of this.#known) if (!here.has(id)) this.#known.delete(id);
  }
}
