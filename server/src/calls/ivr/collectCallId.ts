// The first step of a call: asks for the call ID until one is right, or gives up.
import type { Digit } from '../../rtp/digit.ts';
import type { IvrDeps, IvrStep, KnownResult } from './ivrDeps.ts';
import { DtmfCollector, type KeyedCallId } from './dtmfCollector.ts';
import { readLanguageOf } from './menuLanguages.ts';
import type { PromptName } from './prompts.ts';
import { NumberLookUp } from './numberLookUp.ts';
import { readBack } from './spokenNumber.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/**
 * Without input for this long, the question is repeated. Whoever comes through a relay service hears it, and keys, by way of
 * somebody else; whoever reads has to find the number and type it.
 */
const NO_INPUT_MS = 60_000;
/** The first time, for those who hear it themselves and have keyed nothing: they may not have been ready for it. */
const FIRST_NO_INPUT_MS = 10_000;
/** Then the call ends. */
const MAX_REPEATS = 5;
/** For callers who don't key `#` after a complete number, or after the language key. */
const NO_HASH_MS = 3_000;
const MAX_WRONG = 3;

interface CollectCallIdDeps {
  player: PromptPlayer;
  enter: IvrDeps['enter'];
  isByText: IvrDeps['isByText'];
  /** Called with the result, unless the number was unknown. */
  joined(result: KnownResult): void;
  gaveUp(farewell: 'thriceWrong' | 'nothingKeyed'): void;
}

export class CollectCallId implements IvrStep {
  readonly #deps: CollectCallIdDeps;
  readonly #player: PromptPlayer;
  readonly #keyed = new DtmfCollector();
  #timer: NodeJS.Timeout | undefined;
  #repeats = 0;
  #wrong = 0;
  readonly #numberLookUp: NumberLookUp;

  constructor(deps: CollectCallIdDeps) {
    this.#deps = deps;
    this.#player = deps.player;
    this.#numberLookUp = new NumberLookUp(deps.player, deps.enter);
  }

  begin(): void {
    this.#player.say('welcome', 'askCallId', 'otherLanguage');
  }

  digit(digit: Digit): void {
    if (this.#numberLookUp.isRunning || /[A-D]/.test(digit)) return;
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
    else this.#awaitInput();
  }

  erase(): void {
    if (this.#numberLookUp.isRunning) return;
    this.#keyed.erase();
    this.#awaitInput();
  }

  played(): void {
    if (this.#numberLookUp.isRunning) this.#player.playMusic();
    else this.#awaitInput();
  }

  close(): void {
    this.#numberLookUp.close();
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
    if (this.#changesLanguage()) {
      this.#keyed.clear();
      this.begin();
      return;
    }
    this.#repeats = 0;
    const number = this.#keyed.read();
    if (number === undefined) this.#refuse();
    else void this.#lookUp(number);
  }

  #changesLanguage(): boolean {
    const { digits, isLanguageKey } = this.#keyed;
    const read = this.#deps.isByText() ? readLanguageOf(digits) : undefined;
    if (read !== undefined) this.#player.showIn(read);
    else if (isLanguageKey) this.#player.changeLanguage();
    return read !== undefined || isLanguageKey;
  }

  async #lookUp({ callId, pin }: KeyedCallId): Promise<void> {
    const result = await this.#numberLookUp.run(callId, pin);
    if (result === undefined) return;
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

  #awaitInput(): void {
    const isFirst = this.#repeats === 0 && this.#keyed.isEmpty && !this.#deps.isByText();
    this.#after(isFirst ? FIRST_NO_INPUT_MS : NO_INPUT_MS, () => this.#repeat());
  }

  #after(ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
  }
}
