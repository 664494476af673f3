// What a meeting remembers of people: who was admitted, who was removed, who is barred, which browsers are blocked.
// Forgotten when it closes, except that passes of those who were removed stay void.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { z } from 'zod';
import type { Standing } from './admission.ts';
import type { standingsState } from './meetingState.ts';
import type { VoidPassesOfSpace } from './voidPasses.ts';

/**
 * Twenty full meetings. In a meeting that runs for days, strangers keep arriving with new ids; whoever left longest
 * ago must knock again, or show a pass.
 */
export const MAX_KNOWN = 2_000;

export class Standings {
  readonly #isPresent: (id: ParticipantId) => boolean;
  readonly #voidPasses: VoidPassesOfSpace;
  readonly #onChanged: () => void;
  /**
   * Least recent entry first: everybody who was admitted or present, and need not knock again, with their browser if
   * it was recognised.
   */
  readonly #known = new Map<ParticipantId, string | undefined>();
  /** Let in by a convener. */
  readonly #letIn = new Set<ParticipantId>();
  /** May come back if a convener admits them. */
  readonly #removed = new Set<ParticipantId>();
  readonly #browsersOfRemoved = new Set<string>();
  readonly #barred = new Set<ParticipantId>();
  readonly #blockedBrowsers = new Set<string>();

  constructor(
    isPresent: (id: ParticipantId) => boolean,
    voidPasses: VoidPassesOfSpace,
    onChanged: () => void = () => undefined,
  ) {
    this.#isPresent = isPresent;
    this.#onChanged = onChanged;
    this.#voidPasses = voidPasses;
  }

  get state(): z.infer<typeof standingsState> {
    return {
      known: [...this.#known].map(([id, browserId]) => [id, browserId ?? null]),
      removed: [...this.#removed],
      browsersOfRemoved: [...this.#browsersOfRemoved],
      barred: [...this.#barred],
      blockedBrowsers: [...this.#blockedBrowsers],
    };
  }

  get letInIds(): ParticipantId[] {
    return [...this.#letIn];
  }

  /**
   * Of a meeting that was at another server, which may have died before it wrote whose passes are void; again when a later
   * state comes.
   */
  restore({ letIn, ...state }: z.infer<typeof standingsState> & { letIn: ParticipantId[] }): void {
    const formerlyRemoved = [...this.#removed];
    for (const list of [this.#known, this.#letIn, this.#removed, this.#barred]) list.clear();
    for (const list of [this.#browsersOfRemoved, this.#blockedBrowsers]) list.clear();
    for (const [id, browserId] of state.known) this.entered(id, browserId ?? undefined);
    for (const id of letIn) this.#letIn.add(id);
    for (const id of state.removed) this.#removed.add(id);
    for (const id of state.barred) this.#barred.add(id);
    for (const browser of state.browsersOfRemoved) this.#browsersOfRemoved.add(browser);
    for (const browser of state.blockedBrowsers) this.#blockedBrowsers.add(browser);
    for (const id of [...state.removed, ...state.barred])
      if (!this.#voidPasses.has(id)) this.#voidPasses.add(id);
    // Not of those who are merely no longer on the list: it is cut where it is long.
    for (const id of formerlyRemoved)
      if (this.#letIn.has(id) && !this.#removed.has(id) && !this.#barred.has(id))
        this.#voidPasses.delete(id);
  }

  /** The standing of somebody who isn't present. */
  of(id: ParticipantId, browserId?: string): Exclude<Standing, 'present' | 'waiting'> {
    if (this.#barred.has(id) || this.isBlocked(id, browserId)) return 'barred';
    if (this.#removed.has(id)) return 'removed';
    if (this.#known.has(id)) return 'known';
    return browserId !== undefined && this.#browsersOfRemoved.has(browserId) ? 'removed' : 'new';
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
    this.#onChanged();
    if (this.#known.size > MAX_KNOWN) this.#evictOldest();
  }

  /** Also forgives a removal. */
  letIn(id: ParticipantId, browserId: string | undefined): void {
    this.entered(id, browserId);
    this.#removed.delete(id);
    this.#voidPasses.delete(id);
    if (browserId !== undefined) this.#browsersOfRemoved.delete(browserId);
    this.#letIn.add(id);
  }

  isLetIn(id: ParticipantId): boolean {
    return this.#letIn.has(id);
  }

  /** They, and any new tab of their browser, must be admitted. */
  remove(id: ParticipantId, browserId: string | undefined): void {
    this.#mustBeLetIn(id);
    const browser = this.#known.get(id) ?? browserId;
    if (browser === undefined) return;
    this.#browsersOfRemoved.add(browser);
    // Nor does a tab help that they have left before. One that is present may be somebody else's.
    for (const [other, ofOther] of this.#known)
      if (ofOther === browser && !this.#isPresent(other)) this.#mustBeLetIn(other);
  }

  #mustBeLetIn(id: ParticipantId): void {
    this.#removed.add(id);
    this.#voidPasses.add(id);
    this.#onChanged();
  }

  bar(id: ParticipantId): void {
    this.#barred.add(id);
    this.#onChanged();
  }

  block(browserId: string): void {
    this.#blockedBrowsers.add(browserId);
    this.#onChanged();
    // Their ids stay barred after their entry has been evicted.
    for (const [id, browser] of this.#known) {
      if (browser !== browserId) continue;
      this.#barred.add(id);
      this.#voidPasses.add(id);
    }
  }

  /** Forgets everybody else: they must be admitted again. */
  retainOnly(here: ReadonlySet<ParticipantId>): void {
    for (const ids of [this.#known, this.#letIn])
      for (const id of ids.keys()) if (!here.has(id)) ids.delete(id);
    this.#onChanged();
  }

  /** Of those who have left. */
  #evictOldest(): void {
    const oldest = [...this.#known.keys()].find((id) => !this.#isPresent(id));
    if (oldest === undefined) return;
    this.#known.delete(oldest);
    this.#letIn.delete(oldest);
  }
}
