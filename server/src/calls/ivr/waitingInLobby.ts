// The part of a call in the lobby: says what is waited for, and keeps the line from sounding dead.
import type { Stage } from './ivrDeps.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** Music alone for so long, and whoever waits is told that they are not forgotten. */
const STILL_WAITING_EVERY_MS = 60_000;

export class WaitingInLobby implements Stage {
  readonly #voice: PromptPlayer;
  #isConvenerThere: boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor(voice: PromptPlayer, isConvenerThere: boolean) {
    this.#voice = voice;
    this.#isConvenerThere = isConvenerThere;
  }

  begin(): void {
    this.#voice.say(this.#isConvenerThere ? 'convenerTold' : 'convenerMissing');
  }

  /** One who goes again is not spoken of: nothing is to be done about it. */
  attended(isConvenerThere: boolean): void {
    const hasCome = isConvenerThere && !this.#isConvenerThere;
    this.#isConvenerThere = isConvenerThere;
    if (hasCome) this.#say('convenerCame');
  }

  digit(): void {
    // There is nothing to choose.
  }

  played(): void {
    this.#voice.playMusic();
    this.#timer = setTimeout(() => this.#say('stillWaiting'), STILL_WAITING_EVERY_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #say(prompt: 'convenerCame' | 'stillWaiting'): void {
    clearTimeout(this.#timer);
    this.#voice.say(prompt);
  }
}
