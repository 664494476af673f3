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
}

export class InMeetingMenu implements IvrStep {
  readonly #deps: MenuDeps;
  readonly #player: PromptPlayer;
  readonly #welcome: readonly PromptName[];
  #isAlone: boolean;
  #isHeard = true;
  /** The caller was last told that somebody can't hear them. */
  #wasToldUnheard = false;
  /** Runs while a star waits for the second key. */
  #star: NodeJS.Timeout | undefined;

  constructor(deps: MenuDeps, player: PromptPlayer, { others, welcome }: Arrival) {
    this.#deps = deps;
    this.#player = player;
    this.#isAlone = others === 0;
    this.#welcome = welcome;
  }

  begin(): void {
    this.#player.say(
      ...this.#welcome,
      ...(this.#deps.isMuted() ? (['microphoneOff'] as const) : []),
      'microphoneKeys',
      ...(this.#isAlone ? (['nobodyYet'] as const) : []),
    );
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
    if (this.#isAlone) this.#player.playMusic();
  }

  close(): void {
    clearTimeout(this.#star);
  }

  othersChanged(others: number): void {
    const wasAlone = this.#isAlone;
    this.#isAlone = others === 0;
    if (this.#isAlone !== wasAlone) this.#player.say(this.#isAlone ? 'othersLeft' : 'someoneCame');
  }

  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    if (isByConvener && isMuted) this.#player.say('mutedByConvener');
    else if (isMuted) this.#player.say('microphoneOff');
    else if (this.#isHeard || this.#wasToldUnheard) this.#player.say('microphoneOn');
    else this.#player.say('microphoneOn', this.#audibilityPrompt());
  }

  /** For a muted caller nobody reports a problem, which doesn't mean that they would be heard. */
  audibilityChanged(isHeard: boolean): void {
    this.#isHeard = isHeard;
    if (!this.#deps.isMuted()) {
      if (isHeard === this.#wasToldUnheard) this.#player.say(this.#audibilityPrompt());
    } else if (isHeard) this.#wasToldUnheard = false;
  }

  handLowered(): void {
    this.#player.say('handLowered');
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
        this.#player.say('help');
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
    if (isRaised) this.#player.say('handRaised');
  }

  #sayHeadcount(): void {
    const count = this.#deps.headcount();
    if (count > 1) this.#player.say('youAre', ...spokenCount(count), 'peopleHere');
    else this.#player.say('alone');
  }
}
