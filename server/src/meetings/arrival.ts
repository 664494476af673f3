// Takes over what a meeting was like at another server, and makes those who come wait until that has sent its last state.
import type { MeetingState } from './meetingState.ts';
import type { Moderation } from './moderation.ts';

/** Longer than that server waits for its people, and shorter than a page waits for the reply to its join. */
const WAIT_MS = 8_000;

export class Arrival {
  readonly #restore: (state: MeetingState) => void;
  readonly #moderation: Pick<Moderation, 'evictRemoved'>;
  /** Undefined when there is nothing to wait for. */
  #awaited: Promise<void> | undefined;
  #over: () => void = () => undefined;

  /**
   * @param former undefined for a meeting that was nowhere before.
   * @param restore also of a later state, as long as nobody has joined.
   */
  constructor(
    former: MeetingState | undefined,
    restore: (state: MeetingState) => void,
    moderation: Pick<Moderation, 'evictRemoved'>,
  ) {
    this.#restore = restore;
    this.#moderation = moderation;
    if (former === undefined) return;
    restore(former);
    if (!former.isPreliminary) return;
    this.#awaited = new Promise((resolve) => {
      const timer = setTimeout(() => this.#over(), WAIT_MS).unref();
      this.#over = () => {
        clearTimeout(timer);
        this.#awaited = undefined;
        resolve();
      };
    });
  }

  /** To be waited for before each join; undefined when nothing more is to come. */
  get awaited(): Promise<void> | undefined {
    return this.#awaited;
  }

  /** A later state has come. */
  take(state: MeetingState): void {
    if (this.#awaited === undefined) return;
    this.#restore(state);
    this.#moderation.evictRemoved();
    if (!state.isPreliminary) this.#over();
  }
}
