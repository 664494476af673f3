// What a meeting remembers of who has been let in and who was removed: forgotten when it closes.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Standing } from './admission.ts';

export class Standings {
  /** Let in or present once, and so need not knock any more; by which browser, where that is known again. */
  readonly #known = new Map<ParticipantId, string | undefined>();
  /** By a convener. */
  readonly #letIn = new Set<ParticipantId>();
  readonly #removed = new Set<ParticipantId>();
  readonly #blockedBrowsers = new Set<string>();

  /** Of somebody who is not present. */
  of(id: ParticipantId, browserId?: string): Exclude<Standing, 'present'> {
    if (this.#removed.has(id) || this.isBlocked(id, browserId)) return 'removed';
    return this.#known.has(id) ? 'known' : 'new';
  }

  /** Also of one who shows no token any more, or another. */
  isBlocked(id: ParticipantId, browserId: string | undefined): boolean {
    return [browserId, this.#known.get(id)].some(
      (browser) => browser !== undefined && this.#blockedBrowsers.has(browser),
    );
  }

  entered(id: ParticipantId, browserId: string | undefined): void {
    this.#known.set(id, this.#known.get(id) ?? browserId);
  }

  letIn(id: ParticipantId, browserId: string | undefined): void {
    this.entered(id, browserId);
    this.#letIn.add(id);
  }

  isLetIn(id: ParticipantId): boolean {
    return this.#letIn.has(id);
  }

  remove(id: ParticipantId): void {
    this.#removed.add(id);
  }

  block(browserId: string): void {
    this.#blockedBrowsers.add(browserId);
  }

  /** Who has left must be let in anew; who is here, or on the way in, need not. */
  forgetAllBut(here: ReadonlySet<ParticipantId>): void {
    for (const ids of [this.#known, this.#letIn])
      for (const id of ids.keys()) if (!here.has(id)) ids.delete(id);
  }
}
