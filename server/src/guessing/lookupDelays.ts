// Delays look-ups of clients that guessed wrong, with a limit on how many of one client wait at once.
import type { GuessLog } from './guessLog.ts';

export class LookupDelays {
  readonly #maxPerClient: number;
  readonly #guessLog: Pick<GuessLog, 'delayed' | 'unchecked'>;
  /** How many look-ups are waiting, by budget key. */
  readonly #waiting = new Map<string, number>();

  constructor(maxPerClient: number, guessLog: Pick<GuessLog, 'delayed' | 'unchecked'>) {
    this.#maxPerClient = maxPerClient;
    this.#guessLog = guessLog;
  }

  /** @returns undefined, at once, when too many look-ups with one of these keys are waiting already. */
  start(keys: readonly string[], delayMs: number): Promise<void> | undefined {
    if (keys.some((key) => this.#count(key) >= this.#maxPerClient)) {
      this.#guessLog.unchecked('perClient');
      return undefined;
    }
    this.#guessLog.delayed();
    return this.#wait(keys, delayMs);
  }

  async #wait(keys: readonly string[], delayMs: number): Promise<void> {
    for (const key of keys) this.#waiting.set(key, this.#count(key) + 1);
    await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    for (const key of keys) {
      const others = this.#count(key) - 1;
      if (others > 0) this.#waiting.set(key, others);
      else this.#waiting.delete(key);
    }
  }

  #count(key: string): number {
    return this.#waiting.get(key) ?? 0;
  }
}
