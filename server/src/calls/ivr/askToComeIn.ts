// The first step of a call that we made: says that a meeting calls, and lets in only whoever presses 1.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Digit } from '../../rtp/digit.ts';
import type { IvrStep, KnownResult, RungStart } from './ivrDeps.ts';
import { NumberLookUp } from './numberLookUp.ts';
import type { PromptPlayer } from './promptPlayer.ts';
import { readBack } from './spokenNumber.ts';
import { TypedAnswer } from './typedAnswer.ts';

/** The telephone has just been taken up: keys of before, such as those that took it up, are not meant for us. */
const DEAF_MS = 500;
const BETWEEN_MS = 3_000;

interface AskToComeInDeps {
  player: PromptPlayer;
  callId: CallId;
  rung: RungStart;
  /** Called with the result. */
  joined(result: KnownResult): void;
  gaveUp(...farewell: readonly 'notConnected'[]): void;
}

/**
 * The meeting's name is not said: an answering machine would record it. Nor does anything of the meeting reach the call: it has
 * no place in it yet.
 */
export class AskToComeIn implements IvrStep {
  readonly #deps: AskToComeInDeps;
  readonly #player: PromptPlayer;
  readonly #lookUp: NumberLookUp;
  readonly #typed = new TypedAnswer((key) => this.digit(key));
  readonly #timers: NodeJS.Timeout[] = [];
  #isDeaf = true;
  #isTooLate = false;
  #next: NodeJS.Timeout | undefined;

  constructor(deps: AskToComeInDeps) {
    this.#deps = deps;
    this.#player = deps.player;
    this.#lookUp = new NumberLookUp(deps.player, () => deps.rung.enter());
  }

  begin(): void {
    this.#timers.push(
      setTimeout(() => (this.#isDeaf = false), DEAF_MS),
      setTimeout(() => (this.#isTooLate = true), this.#deps.rung.patienceMs),
    );
    this.#say();
  }

  digit(digit: Digit): void {
    if (this.#isDeaf || this.#lookUp.isRunning) return;
    clearTimeout(this.#next);
    switch (digit) {
      case '1':
        this.#player.stop();
        void this.#enter();
        break;
      case '2':
        this.#deps.rung.onNotEntered('declined');
        this.#deps.gaveUp('notConnected');
        break;
      case '0':
        if (this.#isTooLate) return this.#giveUp();
        this.#player.changeLanguage();
        this.#say();
        break;
      default:
        // A slip, or somebody who wants to hear it again; without end it would hold the line.
        if (this.#isTooLate) this.#giveUp();
        else this.#say();
    }
  }

  typed(text: string): void {
    if (!this.#isDeaf) this.#typed.add(text);
  }

  played(): void {
    if (this.#lookUp.isRunning) this.#player.playMusic();
    else if (this.#isTooLate) this.#giveUp();
    else this.#next = setTimeout(() => this.#say(), BETWEEN_MS);
  }

  close(): void {
    this.#lookUp.close();
    this.#typed.close();
    clearTimeout(this.#next);
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #say(): void {
    const number = readBack(this.#deps.callId);
    this.#player.say('meetingCalls', 'itsCallId', ...number, 'pause', 'pressOne', 'otherLanguage');
  }

  #giveUp(): void {
    this.#deps.rung.onNotEntered('notAccepted');
    this.#deps.gaveUp();
  }

  async #enter(): Promise<void> {
    const result = await this.#lookUp.run(this.#deps.callId, undefined);
    if (result === undefined) return;
    if (result.type === 'entered') this.#deps.rung.onEntered();
    else this.#deps.rung.onNotEntered('failed');
    // Deleted meanwhile, or closed to telephones.
    this.#deps.joined(result.type === 'unknown' ? { type: 'unavailable' } : result);
  }
}
