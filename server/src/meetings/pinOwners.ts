// Whose dial-in PIN was keyed, in whichever meeting: with a limit on wrong ones.
import type { CallId } from '@distansmote/shared/ids.ts';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { DialInPins, PinOwner } from './dialInPins.ts';

/**
 * Limit on wrong PINs per meeting, besides the guess budgets: there are only ten thousand PINs. `duration` in
 * seconds.
 */
const WRONG_PINS = { points: 10, duration: 600 };

export class PinOwners {
  /** Keyed by call ID: the count outlives the meeting. */
  readonly #wrongPins = new RateLimiterMemory(WRONG_PINS);
  readonly #find: (callId: CallId) => Promise<{ readonly dialInPins: DialInPins } | undefined>;

  /** @param find the open meeting with that call ID. */
  constructor(find: (callId: CallId) => Promise<{ readonly dialInPins: DialInPins } | undefined>) {
    this.#find = find;
  }

  /** Undefined when the PIN isn't issued, or after too many wrong ones. */
  async ownerOf(callId: CallId, pin: string): Promise<PinOwner | undefined> {
    // Before it is looked at: many may come at once.
    const { consumedPoints } = await this.#wrongPins.penalty(callId);
    const owner = (await this.#find(callId))?.dialInPins.ownerOf(pin, Date.now());
    if (owner !== undefined) await this.#wrongPins.reward(callId);
    return consumedPoints > WRONG_PINS.points ? undefined : owner;
  }
}
