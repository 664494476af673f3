// What a meeting remembers of people: who was admitted, who was removed, which browsers are blocked. Forgotten when
// it closes.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Standing } from './admission.ts';

/**
 * Twenty full meetings. In a meeting that runs for days, strangers keep arriving with new ids; whoever left longest
 * ago must knock again, or show a pass.
 */
export const MAX_KNOWN = 2_000;

export class Standings {
  readonly #isPresent: (id: ParticipantId) => boolean;
  /**
   * Least recent entry first: everybody who was admitted or present, and need not knock again, with their browser if
   * it was recognised.
   */
  readonly #known = new Map<ParticipantId, string | undefined>();
  /** Let in by a convener. */
  readonly #letIn = new Set<ParticipantId>();
  readonly #removed = new Set<ParticipantId>();
  readonly #blockedBrowsers = new Set<string>();

  constructor(isPresent: (id: ParticipantId) => boolean) {
    this.#isPresent = isPresent;
  }

  /** The standing of somebody who isn't present. */
  of(id: ParticipantId, browserId?: string): Exclude<Standing, 'present'> {
    if (this.#removed.has(id) || this.isBlocked(id, browserId)) return 'removed';
    return this.#known.has(id) ? 'known' : 'new';
  }

  /** Also matches the browser they used before, when they now show another token or none. */
  isBlocked(id: ParticipantId, browserId: string | undefined): boolean {
    return [browserId, this.#known.get(id)].some(
      (browser) => browser !== undefined && this.#blockedBrowsers.has(browser),
    );
  }

  /** The browser that somebody uses or used; undefined when it wasn't recognised. */
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
    // Their ids stay barred after their entry has been evicted.
    for (const [id, browser] of this.#known) if (browser === browserId) this.#removed.add(id);
  }

  /** Forgets everybody else: they must be admitted again. */
  retainOnly(here: ReadonlySet<ParticipantId>): void {
    for (const ids of [this.#known, this.#letIn])
      for (const id of ids.keys()) if (!here.has(id)) ids.delete(id);
  }

  /** Of those who have left. */
  #evictOldest(): void {
    const oldest = [...this.#known.keys()].find((id) => !this.#isPresent(id));
    if (oldest === undefined) return;
    this.#known.delete(oldest);
    this.#letIn.delete(oldest);
  }
}
