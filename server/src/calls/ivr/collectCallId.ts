// The first part of a call: asks for the call ID until one is right, or the caller has given up.
import type { Digit } from '../../rtp/digit.ts';
import type { IvrDeps, EnterResult, Stage } from './ivrDeps.ts';
import { DtmfCollector, type WholeNumber } from './dtmfCollector.ts';
import type { PromptName } from './prompts.ts';
import { readBack } from './spokenNumber.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** So long nothing is keyed, and the question is asked anew; so often, and the call ends. */
const QUIET_MS = 10_000;
const MOST_REPEATS = 3;
/** Who keys no `#` after a whole number, or after the language key. */
const WITHOUT_HASH_MS = 3_000;
const MOST_WRONG = 3;
/** A look-up that takes longer is spoken over: nobody is to think that the line is dead. */
const ONE_MOMENT_AFTER_MS = 1_000;

interface AskingParts {
  voice: PromptPlayer;
  enter: IvrDeps['enter'];
  /** The number has led somewhere: `unknown` is not told. */
  answered(result: Exclude<EnterResult, { type: 'unknown' }>): void;
  gaveUp(farewell: 'thriceWrong' | 'nothingKeyed'): void;
}

export class CollectCallId implements Stage {
  readonly #parts: AskingParts;
  readonly #voice: PromptPlayer;
  readonly #keyed = new DtmfCollector();
  #timer: NodeJS.Timeout | undefined;
  #repeats = 0;
  #wrong = 0;
  #isLookingUp = false;
  #closed = false;

  constructor(parts: AskingParts) {
    this.#parts = parts;
    this.#voice = parts.voice;
  }

  begin(): void {
    this.#voice.say('welcome', 'askCallId', 'otherLanguage');
  }

  digit(digit: Digit): void {
    if (this.#isLookingUp || /[A-D]/.test(digit)) return;
    if (digit === '#') {
      this.#hash();
      return;
    }
    this.#voice.stop();
    if (digit === '*') {
      this.#ask();
      return;
    }
    this.#keyed.key(digit);
    const { isLongEnough, isLanguageKey } = this.#keyed;
    if (isLongEnough || isLanguageKey) this.#after(WITHOUT_HASH_MS, () => this.#take());
    else this.#after(QUIET_MS, () => this.#repeat());
  }

  played(): void {
    if (this.#isLookingUp) this.#voice.playMusic();
    else this.#after(QUIET_MS, () => this.#repeat());
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** One that comes late, after a number was taken without it, means nothing. */
  #hash(): void {
    if (!this.#keyed.isEmpty) this.#take();
    else if (!this.#voice.isSpeaking) this.#repeat();
  }

  #ask(...first: readonly PromptName[]): void {
    clearTimeout(this.#timer);
    this.#keyed.clear();
    this.#voice.say(...first, 'askCallId');
  }

  #repeat(): void {
    this.#repeats += 1;
    if (this.#repeats > MOST_REPEATS) this.#parts.gaveUp('nothingKeyed');
    else this.#ask();
  }

  #take(): void {
    clearTimeout(this.#timer);
    if (this.#keyed.isLanguageKey) {
      this.#keyed.clear();
      this.#voice.changeLanguage();
      this.begin();
      return;
    }
    this.#repeats = 0;
    const number = this.#keyed.read();
    if (number === undefined) this.#refuse();
    else void this.#lookUp(number);
  }

  async #lookUp({ callId, pin }: WholeNumber): Promise<void> {
    this.#isLookingUp = true;
    this.#after(ONE_MOMENT_AFTER_MS, () => this.#voice.say('oneMoment'));
    let result: EnterResult = { type: 'unavailable' };
    try {
      result = await this.#parts.enter(callId, pin);
    } catch {
      // Whoever rejects has logged why; the caller hears that it is not their fault.
    }
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#isLookingUp = false;
    if (result.type === 'unknown') this.#refuse();
    else this.#parts.answered(result);
  }

  #refuse(): void {
    const { digits, hasFittingLength } = this.#keyed;
    this.#wrong += 1;
    if (this.#wrong === MOST_WRONG) {
      this.#parts.gaveUp('thriceWrong');
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
