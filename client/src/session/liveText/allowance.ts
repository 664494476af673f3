// How much real-time text may be sent now, a little less than the server grants: nothing of a page is ever refused.
import { LIVE_TEXT_BUDGET } from '@distansmote/shared/signalling/liveTextLimits.ts';

/** The server's clock and this page's differ. */
const CAUTION = 0.95;

const { burst, perSecond } = LIVE_TEXT_BUDGET.characters;
const MAX_CHARACTERS = burst * CAUTION;
const PER_MS = (perSecond * CAUTION) / 1000;

export class Allowance {
  #characters = MAX_CHARACTERS;
  #at = 0;

  /** In UTF-16 code units. @param nowMs by a clock that never goes back */
  at(nowMs: number): number {
    this.#characters = Math.min(MAX_CHARACTERS, this.#characters + (nowMs - this.#at) * PER_MS);
    this.#at = nowMs;
    return Math.floor(this.#characters);
  }

  spend(characters: number): void {
    this.#characters -= characters;
  }

  /** Milliseconds until so many may be sent. */
  untilMs(characters: number): number {
    return Math.max(0, Math.ceil((characters - this.#characters) / PER_MS));
  }
}
