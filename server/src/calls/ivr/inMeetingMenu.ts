// The call's menu in the meeting: star and another key do what buttons do on a page.
import type { Digit } from '../../rtp/digit.ts';
import type { IvrDeps, IvrStep } from './ivrDeps.ts';
import type { PromptName } from './prompts.ts';
import { spokenCount } from './spokenNumber.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** The second key must follow the star within this time. */
const STAR_TIMEOUT_MS = 5_000;

type MenuDeps = Pick<
  IvrDeps,
  'isMuted' | 'setMuted' | 'isHandRaised' | 'setHandRaised' | 'headcount'
>;

interface Arrival {
  /** How many others are already in the meeting. */
  others: number;
  /** Prompts that say where the caller is, and how they came in. */
  welcome: readonly PromptName[];
  /** A computer writes down what is said. */
  isWritten: boolean;
}

export class InMeetingMenu implements IvrStep {
  readonly #deps: MenuDeps;
  readonly #player: PromptPlayer;
  readonly #welcome: readonly PromptName[];
  #isAlone: boolean;
  /** What the caller has a right to know, until they have heard all of it; and whether it is being played. */
  #untold: 'captionsOn' | 'captionsOff' | undefined;
  #isTelling = false;
  #isHeard = true;
  /** The caller was last told that somebody can't hear them. */
  #wasToldUnheard = false;
  /** Runs while a star waits for the second key. */
  #star: NodeJS.Timeout | undefined;

  constructor(deps: MenuDeps, player: PromptPlayer, { others, welcome, isWritten }: Arrival) {
    this.#deps = deps;
    this.#player = player;
    this.#isAlone = others === 0;
    this.#welcome = welcome;
    if (isWritten) this.#untold = 'captionsOn';
  }

  begin(): void {
    this.#say(
      ...this.#welcome,
      ...(this.#untold === undefined ? [] : [this.#untold]),
      ...(this.#deps.isMuted() ? (['microphoneOff'] as const) : []),
      'microphoneKeys',
      ...(this.#isAlone ? (['nobodyYet'] as const) : []),
    );
    this.#isTelling = this.#untold !== undefined;
  }

  digit(digit: Digit): void {
    if (digit === '*') {
      clearTimeout(this.#star);
      this.#star = setTimeout(() => (this.#star = undefined), STAR_TIMEOUT_MS);
      return;
    }
    const isCommand = this.#star !== undefined;
    clearTimeout(this.#star);
    this.#star = undefined;
    if (isCommand) this.#command(digit);
  }

  /** Music shows a lone caller that the call isn't dead. In company, nothing is played over the conversation. */
  played(): void {
    if (this.#isTelling) this.#untold = undefined;
    this.#isTelling = false;
    if (this.#untold !== undefined) this.#tell();
    else if (this.#isAlone) this.#player.playMusic();
  }

  close(): void {
    clearTimeout(this.#star);
  }

  othersChanged(others: number): void {
    const wasAlone = this.#isAlone;
    this.#isAlone = others === 0;
    if (this.#isAlone !== wasAlone) this.#say(this.#isAlone ? 'othersLeft' : 'someoneCame');
  }

  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    if (isByConvener && isMuted) this.#say('mutedByConvener');
    else if (isMuted) this.#say('microphoneOff');
    else if (this.#isHeard || this.#wasToldUnheard) this.#say('microphoneOn');
    else this.#say('microphoneOn', this.#audibilityPrompt());
  }

  /** For a muted caller nobody reports a problem, which doesn't mean that they would be heard. */
  audibilityChanged(isHeard: boolean): void {
    this.#isHeard = isHeard;
    if (!this.#deps.isMuted()) {
      if (isHeard === this.#wasToldUnheard) this.#say(this.#audibilityPrompt());
    } else if (isHeard) this.#wasToldUnheard = false;
  }

  /** Something else that is being said is not cut off, and if this is, it is said again. */
  captionsChanged(isOn: boolean): void {
    this.#untold = isOn ? 'captionsOn' : 'captionsOff';
    if (!this.#player.isSpeaking) this.#tell();
  }

  handLowered(): void {
    this.#say('handLowered');
  }

  #tell(): void {
    if (this.#untold === undefined) return;
    this.#say(this.#untold);
    this.#isTelling = true;
  }

  #say(...prompts: readonly PromptName[]): void {
    this.#isTelling = false;
    this.#player.say(...prompts);
  }

  #command(digit: Digit): void {
    switch (digit) {
      case '6':
        this.#deps.setMuted(!this.#deps.isMuted());
        break;
      case '1':
        this.#toggleHand();
        break;
      case '#':
        this.#sayHeadcount();
        break;
      case '0':
        this.#say('help');
        break;
      default:
        // A slip. Silence is better than talking over somebody.
        break;
    }
  }

  #audibilityPrompt(): PromptName {
    this.#wasToldUnheard = !this.#isHeard;
    return this.#isHeard ? 'heardAgain' : 'notHeard';
  }

  #toggleHand(): void {
    const isRaised = !this.#deps.isHandRaised();
    this.#deps.setHandRaised(isRaised);
    if (isRaised) this.#say('handRaised');
  }

  #sayHeadcount(): void {
    const count = this.#deps.headcount();
    if (count > 1) this.#say('youAre', ...spokenCount(count), 'peopleHere');
    else this.#say('alone');
  }
}
