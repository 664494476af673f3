// What a meeting remembers of who has been let in and who was removed: forgotten when it closes.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Standing } from './admission.ts';

/**
 * Twenty full meetings: in one that never ends strangers come under new ids for days. Who has left longest ago must knock
 * anew then, or shows a pass.
 */
export const MAX_KNOWN = 2_000;

export class Standings {
  readonly #isPresent: (id: ParticipantId) => boolean;
  /** In the order they came. Let in or present once, and so need not knock any more; by which browser, where that is known again. */
  readonly #known = new Map<ParticipantId, string | undefined>();
  /** By a convener. */
  readonly #letIn = new Set<ParticipantId>();
  readonly #removed = new Set<ParticipantId>();
  readonly #blockedBrowsers = new Set<string>();

  constructor(isPresent: (id: ParticipantId) => boolean) {
    this.#isPresent = isPresent;
  }

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

  /** By which somebody is or was here; undefined where it is not known again. */
  browserOf(id: ParticipantId): string | undefined {
    return this.#known.get(id);
  }

  entered(id: ParticipantId, browserId: string | undefined): void {
    const browser = this.#known.get(id) ?? browserId;
    this.#known.delete(id);
    this.#known.set(id, browser);
    if (this.#known.size > MAX_KNOWN) this.#evictOldest();
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
    // Also when it is forgotten that they were here.
    for (const [id, browser] of this.#known) if (browser === browserId) this.#removed.add(id);
  }

  /** Who has left must be let in anew; who is here, or on the way in, need not. */
  retainOnly(here: ReadonlySet<ParticipantId>): void {
    for (const ids of [this.#known, this.#letIn])
      for (const id of ids.keys()) if (!here.has(id)) ids.delete(id);
  }

  /** The oldest. */
  #evictOldest(): void {
    const oldest = [...this.#known.keys()].find((id) => !this.#isPresent(id));
    if (oldest === undefined) return;
    this.#known.delete(oldest);
    this.#letIn.delete(oldest);
  }
}
