// The first step of a call whose caller dialled a call ID: nothing to ask, and one attempt.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { IvrDeps, IvrStep, KnownResult } from './ivrDeps.ts';
import { NumberLookUp } from './numberLookUp.ts';
import type { PromptPlayer } from './promptPlayer.ts';

interface EnterDialledDeps {
  player: PromptPlayer;
  enter: IvrDeps['enter'];
  /** Called with the result, unless the number was unknown. */
  joined(result: KnownResult): void;
  gaveUp(...farewell: readonly ['numberIsWrong', 'thriceWrong']): void;
}

export class EnterDialled implements IvrStep {
  readonly #callId: CallId;
  readonly #deps: EnterDialledDeps;
  readonly #lookUp: NumberLookUp;

  constructor(callId: CallId, deps: EnterDialledDeps) {
    this.#callId = callId;
    this.#deps = deps;
    this.#lookUp = new NumberLookUp(deps.player, deps.enter);
  }

  begin(): void {
    void this.#enter();
  }

  digit(): void {
    // Nothing to choose here.
  }

  played(): void {
    this.#deps.player.playMusic();
  }

  close(): void {
    this.#lookUp.close();
  }

  async #enter(): Promise<void> {
    const result = await this.#lookUp.run(this.#callId, undefined);
    if (result === undefined) return;
    if (result.type === 'unknown') this.#deps.gaveUp('numberIsWrong', 'thriceWrong');
    else this.#deps.joined(result);
  }
}
