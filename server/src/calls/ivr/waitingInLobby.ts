// The call's step in the lobby: says what the caller is waiting for, and plays hold music.
import type { IvrStep } from './ivrDeps.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** Interval at which a waiting caller is told that they aren't forgotten. */
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

  /** A convener who leaves isn't announced: the caller can do nothing about it. */
  convenerPresenceChanged(isConvenerThere: boolean): void {
    const hasCome = isConvenerThere && !this.#isConvenerThere;
    this.#isConvenerThere = isConvenerThere;
    if (hasCome) this.#say('convenerCame');
  }

  digit(): void {
    // Nothing to choose here.
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
