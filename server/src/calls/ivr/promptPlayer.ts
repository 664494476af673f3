// Plays prompts to one caller, in their language, and hold music.
import type { IvrDeps } from './ivrDeps.ts';
import type { ReadLanguage } from './menuLanguages.ts';
import type { PromptLanguage, PromptName } from './prompts.ts';

export class PromptPlayer {
  readonly #deps: Pick<IvrDeps, 'play' | 'stopPlaying'>;
  #language: PromptLanguage = 'sv';
  /** If not as it is spoken. */
  #read: ReadLanguage | undefined;
  #playing: 'nothing' | 'words' | 'music' = 'nothing';

  constructor(deps: Pick<IvrDeps, 'play' | 'stopPlaying'>) {
    this.#deps = deps;
  }

  get isSpeaking(): boolean {
    return this.#playing === 'words';
  }

  /** To the other spoken one; to Swedish from one that is only read. */
  changeLanguage(): void {
    const isOther = this.#read === undefined && this.#language === 'sv';
    this.#language = isOther ? 'en' : 'sv';
    this.#read = undefined;
  }

  /** What is said is said as before. */
  showIn(language: ReadLanguage): void {
    this.#read = language;
  }

  say(...prompts: readonly PromptName[]): void {
    this.#playing = 'words';
    this.#deps.play(prompts, this.#language, false, this.#read);
  }

  playMusic(): void {
    this.#playing = 'music';
    this.#deps.play(['waitingMusic'], this.#language, true);
  }

  stop(): void {
    if (this.#playing === 'nothing') return;
    this.#playing = 'nothing';
    this.#deps.stopPlaying();
  }

  /**
   * Playback has ended.
   * @returns false when no prompt was playing: a replaced one may end at the same moment.
   */
  played(): boolean {
    const wasSpeaking = this.isSpeaking;
    if (wasSpeaking) this.#playing = 'nothing';
    return wasSpeaking;
  }
}
