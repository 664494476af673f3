// The part of a call in the meeting: a star and another key do what buttons do on a page.
import type { Digit } from '../../rtp/digit.ts';
import type { IvrDeps, IvrStep } from './ivrDeps.ts';
import type { PromptName } from './prompts.ts';
import { spokenCount } from './spokenNumber.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** A star so long ago was a slip. */
const STAR_TIMEOUT_MS = 5_000;

type MenuDeps = Pick<IvrDeps, 'isMuted' | 'setMuted' | 'raiseHand' | 'lowerHand' | 'headcount'>;

interface Arrival {
  /** In the meeting already. */
  others: number;
  /** Where one is now, and how one came there. */
  welcome: readonly PromptName[];
}

export class InMeetingMenu implements IvrStep {
  readonly #deps: MenuDeps;
  readonly #player: PromptPlayer;
  readonly #welcome: readonly PromptName[];
  #isAlone: boolean;
  #isHandRaised = false;
  #isHeard = true;
  /** That somebody does not hear the caller has been said last. */
  #isSaidUnheard = false;
  /** While a star waits for the other key. */
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

  /** Whoever is alone hears that the line is not dead; the others in a meeting are not played over. */
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
    else if (this.#isHeard || this.#isSaidUnheard) this.#player.say('microphoneOn');
    else this.#player.say('microphoneOn', this.#saidOfHearing());
  }

  /** Of one who is muted pages report nothing wrong, which does not mean that they would hear. */
  audibilityChanged(isHeard: boolean): void {
    this.#isHeard = isHeard;
    if (!this.#deps.isMuted()) {
      if (isHeard === this.#isSaidUnheard) this.#player.say(this.#saidOfHearing());
    } else if (isHeard) this.#isSaidUnheard = false;
  }

  handLowered(): void {
    if (!this.#isHandRaised) return;
    this.#isHandRaised = false;
    this.#player.say('handLowered');
  }

  #command(digit: Digit): void {
    switch (digit) {
      case '6':
        this.#deps.setMuted(!this.#deps.isMuted());
        break;
      case '1':
        this.#turnHand();
        break;
      case '#':
        this.#sayHowMany();
        break;
      case '0':
        this.#player.say('help');
        break;
      default:
        // A slip: no word is better than one spoken into what somebody says.
        break;
    }
  }

  #saidOfHearing(): PromptName {
    this.#isSaidUnheard = !this.#isHeard;
    return this.#isHeard ? 'heardAgain' : 'notHeard';
  }

  #turnHand(): void {
    this.#isHandRaised = !this.#isHandRaised;
    if (this.#isHandRaised) this.#deps.raiseHand();
    else this.#deps.lowerHand();
    this.#player.say(this.#isHandRaised ? 'handRaised' : 'handLowered');
  }

  #sayHowMany(): void {
    const count = this.#deps.headcount();
    if (count > 1) this.#player.say('youAre', ...spokenCount(count), 'peopleHere');
    else this.#player.say('alone');
  }
}
