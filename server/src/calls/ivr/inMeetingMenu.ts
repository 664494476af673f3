// The part of a call in the meeting: a star and another key do what buttons do on a page.
import type { Digit } from '../../rtp/digit.ts';
import type { IvrDeps, Stage } from './ivrDeps.ts';
import type { PromptName } from './prompts.ts';
import { spokenCount } from './spokenNumber.ts';
import type { PromptPlayer } from './promptPlayer.ts';

/** A star so long ago was a slip. */
const STAR_COUNTS_MS = 5_000;

type MeetingParts = Pick<IvrDeps, 'isMuted' | 'setMuted' | 'raiseHand' | 'lowerHand' | 'headcount'>;

interface Arrival {
  /** In the meeting already. */
  others: number;
  /** Where one is now, and how one came there. */
  welcome: readonly PromptName[];
}

export class InMeetingMenu implements Stage {
  readonly #parts: MeetingParts;
  readonly #voice: PromptPlayer;
  readonly #welcome: readonly PromptName[];
  #isAlone: boolean;
  #isHandRaised = false;
  #isHeard = true;
  /** That somebody does not hear the caller has been said last. */
  #isSaidUnheard = false;
  /** While a star waits for the other key. */
  #star: NodeJS.Timeout | undefined;

  constructor(parts: MeetingParts, voice: PromptPlayer, { others, welcome }: Arrival) {
    this.#parts = parts;
    this.#voice = voice;
    this.#isAlone = others === 0;
    this.#welcome = welcome;
  }

  begin(): void {
    this.#voice.say(
      ...this.#welcome,
      ...(this.#parts.isMuted() ? (['microphoneOff'] as const) : []),
      'microphoneKeys',
      ...(this.#isAlone ? (['nobodyYet'] as const) : []),
    );
  }

  digit(digit: Digit): void {
    if (digit === '*') {
      clearTimeout(this.#star);
      this.#star = setTimeout(() => (this.#star = undefined), STAR_COUNTS_MS);
      return;
    }
    const isCommand = this.#star !== undefined;
    clearTimeout(this.#star);
    this.#star = undefined;
    if (isCommand) this.#command(digit);
  }

  /** Whoever is alone hears that the line is not dead; the others in a meeting are not played over. */
  played(): void {
    if (this.#isAlone) this.#voice.playMusic();
  }

  close(): void {
    clearTimeout(this.#star);
  }

  othersChanged(others: number): void {
    const wasAlone = this.#isAlone;
    this.#isAlone = others === 0;
    if (this.#isAlone !== wasAlone) this.#voice.say(this.#isAlone ? 'othersLeft' : 'someoneCame');
  }

  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    if (isByConvener && isMuted) this.#voice.say('mutedByConvener');
    else if (isMuted) this.#voice.say('microphoneOff');
    else if (this.#isHeard || this.#isSaidUnheard) this.#voice.say('microphoneOn');
    else this.#voice.say('microphoneOn', this.#saidOfHearing());
  }

  /** Of one who is muted pages report nothing wrong, which does not mean that they would hear. */
  heardByAll(isHeard: boolean): void {
    this.#isHeard = isHeard;
    if (!this.#parts.isMuted()) {
      if (isHeard === this.#isSaidUnheard) this.#voice.say(this.#saidOfHearing());
    } else if (isHeard) this.#isSaidUnheard = false;
  }

  handLowered(): void {
    if (!this.#isHandRaised) return;
    this.#isHandRaised = false;
    this.#voice.say('handLowered');
  }

  #command(digit: Digit): void {
    switch (digit) {
      case '6':
        this.#parts.setMuted(!this.#parts.isMuted());
        break;
      case '1':
        this.#turnHand();
        break;
      case '#':
        this.#sayHowMany();
        break;
      case '0':
        this.#voice.say('help');
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
    if (this.#isHandRaised) this.#parts.raiseHand();
    else this.#parts.lowerHand();
    this.#voice.say(this.#isHandRaised ? 'handRaised' : 'handLowered');
  }

  #sayHowMany(): void {
    const count = this.#parts.headcount();
    if (count > 1) this.#voice.say('youAre', ...spokenCount(count), 'peopleHere');
    else this.#voice.say('alone');
  }
}
