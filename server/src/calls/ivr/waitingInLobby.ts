// The part of a call in the lobby: says what is waited for, and keeps the line from sounding dead.
import type { IvrStep } from './ivrDeps.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** Music alone for so long, and whoever waits is told that they are not forgotten. */
const STILL_WAITING_INTERVAL_MS = 60_000;

export class WaitingInLobby implements IvrStep {
  readonly #player: PromptPlayer;
  #isConvenerThere: boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor(player: PromptPlayer, isConvenerThere: boolean) {
    this.#player = player;
    this.#isConvenerThere = isConvenerThere;
  }

  begin(): void {
    this.#player.say(this.#isConvenerThere ? 'convenerTold' : 'convenerMissing');
  }

  /** One who goes again is not spoken of: nothing is to be done about it. */
  convenerPresenceChanged(isConvenerThere: boolean): void {
    const hasCome = isConvenerThere && !this.#isConvenerThere;
    this.#isConvenerThere = isConvenerThere;
    if (hasCome) this.#say('convenerCame');
  }

  digit(): void {
    // There is nothing to choose.
  }

  played(): void {
    this.#player.playMusic();
    this.#timer = setTimeout(() => this.#say('stillWaiting'), STILL_WAITING_INTERVAL_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #say(prompt: 'convenerCame' | 'stillWaiting'): void {
    clearTimeout(this.#timer);
    this.#player.say(prompt);
  }
}
