// Looks a number up while its caller listens: one that takes long is not silent.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { EnterResult, IvrDeps } from './ivrDeps.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** Longer look-ups get a prompt, so that the call doesn't seem dead. */
const ONE_MOMENT_AFTER_MS = 1_000;

export class NumberLookUp {
  readonly #player: PromptPlayer;
  readonly #enter: IvrDeps['enter'];
  #notice: NodeJS.Timeout | undefined;
  #isRunning = false;
  #closed = false;

  constructor(player: PromptPlayer, enter: IvrDeps['enter']) {
    this.#player = player;
    this.#enter = enter;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** @returns undefined when it was closed meanwhile. */
  async run(callId: CallId, pin: string | undefined): Promise<EnterResult | undefined> {
    this.#isRunning = true;
    this.#notice = setTimeout(() => this.#player.say('oneMoment'), ONE_MOMENT_AFTER_MS);
    let result: EnterResult = { type: 'unavailable' };
    try {
      result = await this.#enter(callId, pin);
    } catch {
      // The cause has been logged; the caller hears that it isn't their fault.
    }
    clearTimeout(this.#notice);
    this.#isRunning = false;
    return this.#closed ? undefined : result;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#notice);
  }
}
