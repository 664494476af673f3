// The first step of a call: asks for the call ID until one is right, or gives up.
import type { Digit } from '../../rtp/digit.ts';
import type { IvrDeps, EnterResult, IvrStep } from './ivrDeps.ts';
import { DtmfCollector, type KeyedCallId } from './dtmfCollector.ts';
import type { PromptName } from './prompts.ts';
import { readBack } from './spokenNumber.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** Without input for this long, the question is repeated; after so many repeats, the call ends. */
const NO_INPUT_MS = 10_000;
const MAX_REPEATS = 3;
/** For callers who don't key `#` after a complete number, or after the language key. */
const NO_HASH_MS = 3_000;
const MAX_WRONG = 3;
/** Longer look-ups get a prompt, so that the call doesn't seem dead. */
const ONE_MOMENT_AFTER_MS = 1_000;

interface CollectCallIdDeps {
  player: PromptPlayer;
  enter: IvrDeps['enter'];
  /** Called with the result, unless the number was unknown. */
  joined(result: Exclude<EnterResult, { type: 'unknown' }>): void;
  gaveUp(farewell: 'thriceWrong' | 'nothingKeyed'): void;
}

export class CollectCallId implements IvrStep {
  readonly #deps: CollectCallIdDeps;
  readonly #player: PromptPlayer;
  readonly #keyed = new DtmfCollector();
  #timer: NodeJS.Timeout | undefined;
  #repeats = 0;
  #wrong = 0;
  #isLookingUp = false;
  #closed = false;

  constructor(deps: CollectCallIdDeps) {
    this.#deps = deps;
    this.#player = deps.player;
  }

  begin(): void {
    this.#player.say('welcome', 'askCallId', 'otherLanguage');
  }

  digit(digit: Digit): void {
    if (this.#isLookingUp || /[A-D]/.test(digit)) return;
    if (digit === '#') {
      this.#hash();
      return;
    }
    this.#player.stop();
    if (digit === '*') {
      this.#ask();
      return;
    }
    this.#keyed.key(digit);
    const { isLongEnough, isLanguageKey } = this.#keyed;
    if (isLongEnough || isLanguageKey) this.#after(NO_HASH_MS, () => this.#take());
    else this.#after(NO_INPUT_MS, () => this.#repeat());
  }

  played(): void {
    if (this.#isLookingUp) this.#player.playMusic();
    else this.#after(NO_INPUT_MS, () => this.#repeat());
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** A `#` that arrives late, after the number was accepted without it, is ignored. */
  #hash(): void {
    if (!this.#keyed.isEmpty) this.#take();
    else if (!this.#player.isSpeaking) this.#repeat();
  }

  #ask(...first: readonly PromptName[]): void {
    clearTimeout(this.#timer);
    this.#keyed.clear();
    this.#player.say(...first, 'askCallId');
  }

  #repeat(): void {
    this.#repeats += 1;
    if (this.#repeats > MAX_REPEATS) this.#deps.gaveUp('nothingKeyed');
    else this.#ask();
  }

  #take(): void {
    clearTimeout(this.#timer);
    if (this.#keyed.isLanguageKey) {
      this.#keyed.clear();
      this.#player.changeLanguage();
      this.begin();
      return;
    }
    this.#repeats = 0;
    const number = this.#keyed.read();
    if (number === undefined) this.#refuse();
    else void this.#lookUp(number);
  }

  async #lookUp({ callId, pin }: KeyedCallId): Promise<void> {
    this.#isLookingUp = true;
    this.#after(ONE_MOMENT_AFTER_MS, () => this.#player.say('oneMoment'));
    let result: EnterResult = { type: 'unavailable' };
    try {
      result = await this.#deps.enter(callId, pin);
    } catch {
      // The cause has been logged; the caller hears that it isn't their fault.
    }
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#isLookingUp = false;
    if (result.type === 'unknown') this.#refuse();
    else this.#deps.joined(result);
  }

  #refuse(): void {
    const { digits, hasFittingLength } = this.#keyed;
    this.#wrong += 1;
    if (this.#wrong === MAX_WRONG) {
      this.#deps.gaveUp('thriceWrong');
      return;
    }
    const why = hasFittingLength ? 'numberIsWrong' : 'nineDigits';
    this.#ask('youKeyed', ...readBack(digits), why, 'tryAgain');
  }

  #after(ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
  }
}
