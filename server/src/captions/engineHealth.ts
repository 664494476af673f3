// Whether the engine gives a meeting its text; after a failure it is left alone for a while, longer each time.
import type { RecognitionFailure } from './recognizer.ts';

/** `busy`: as many utterances as may be are on their way already. */
export type EngineFailure = RecognitionFailure | 'busy';

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;

export class EngineHealth {
  readonly #probe: () => Promise<boolean>;
  readonly #onChanged: (failing: EngineFailure | undefined) => void;
  #failing: EngineFailure | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  /** Undefined while nothing is wrong, and while it is probed. */
  #retryAt: number | undefined;
  #isProbing = false;
  #isClosed = false;

  /**
   * @param probe whether it is there again
   * @param onChanged why there is no text; undefined when there is
   */
  constructor(
    probe: () => Promise<boolean>,
    onChanged: (failing: EngineFailure | undefined) => void,
  ) {
    this.#probe = probe;
    this.#onChanged = onChanged;
  }

  /** Whether an utterance may be given to it now. */
  get isUsable(): boolean {
    return this.#retryAt === undefined && !this.#isProbing;
  }

  /** @param now in milliseconds of `performance.now()`. */
  failed(why: EngineFailure, now: number): void {
    this.#set(why);
    if (why === 'busy' || !this.isUsable) return;
    this.#wait(now);
  }

  succeeded(): void {
    if (!this.isUsable) return;
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#set(undefined);
  }

  tick(now: number): void {
    if (this.#retryAt === undefined || now < this.#retryAt) return;
    this.#retryAt = undefined;
    this.#isProbing = true;
    void this.#probe().then((isThere) => {
      this.#isProbing = false;
      if (this.#isClosed) return;
      // The next failure is waited out longer still, unless an utterance has gone well.
      if (isThere) this.#set(undefined);
      else this.#wait(performance.now());
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#retryAt = undefined;
  }

  #wait(now: number): void {
    this.#retryAt = now + this.#pauseMs;
    this.#pauseMs = Math.min(2 * this.#pauseMs, MAX_PAUSE_MS);
  }

  #set(failing: EngineFailure | undefined): void {
    const hasChanged = (failing === undefined) !== (this.#failing === undefined);
    this.#failing = failing;
    if (hasChanged && !this.#isClosed) this.#onChanged(failing);
  }
}
