// Leads one caller: from the welcome to the call ID, through the lobby, in the meeting, to the goodbye.
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { ReleaseReason } from '../../meetings/events.ts';
import type { Digit } from '../../rtp/digit.ts';
import { CollectCallId } from './collectCallId.ts';
import type { IvrDeps, EnterResult, IvrStep } from './ivrDeps.ts';
import type { PromptName } from './prompts.ts';
import { InMeetingMenu } from './inMeetingMenu.ts';
import { PromptPlayer } from './promptPlayer.ts';
import { WaitingInLobby } from './waitingInLobby.ts';

/** The longest of ours takes 12 s, a recording may take more; where its end is never told, the call ends all the same. */
const MAX_GOODBYE_MS = 30_000;

/**
 * Knows nothing of SIP, RTP and meetings: it is told what happens, at any time and in any order, and acts by its
 * deps. What does not fit the part of the call that it comes in is passed over.
 */
export class IvrSession {
  readonly #deps: IvrDeps;
  readonly #player: PromptPlayer;
  #step: IvrStep | undefined;
  #goodbye: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(deps: IvrDeps) {
    this.#deps = deps;
    this.#player = new PromptPlayer(deps);
  }

  /** Nothing is said or done any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The line is open: from now on the caller hears. */
  answered(): void {
    if (this.#isOver || this.#step !== undefined || this.#goodbye !== undefined) return;
    this.#switchTo(
      new CollectCallId({
        player: this.#player,
        enter: (callId, pin) => this.#deps.enter(callId, pin),
        joined: (result) => this.#entered(result),
        gaveUp: (farewell) => this.#sayGoodbye(farewell),
      }),
    );
  }

  digit(digit: Digit): void {
    this.#step?.digit(digit);
  }

  played(): void {
    if (!this.#player.played()) return;
    if (this.#goodbye !== undefined) this.#hangUp();
    else this.#step?.played();
  }

  /** Out of the lobby into the meeting, with so many others. */
  admitted(others: number): void {
    if (this.#step instanceof WaitingInLobby) this.#startMenu(others, ['letIn', 'inMeeting']);
  }

  denied(): void {
    if (this.#step instanceof WaitingInLobby) this.#sayGoodbye('turnedAway');
  }

  /** To one in the lobby: whether somebody is there who can let them in. */
  convenerPresenceChanged(isConvenerThere: boolean): void {
    if (this.#step instanceof WaitingInLobby) this.#step.convenerPresenceChanged(isConvenerThere);
  }

  /** How many others are in the meeting now. */
  othersChanged(others: number): void {
    if (this.#step instanceof InMeetingMenu) this.#step.othersChanged(others);
  }

  /** It is so already, by whomever. */
  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    if (this.#step instanceof InMeetingMenu) this.#step.microphoneChanged(isMuted, isByConvener);
  }

  /** Whether everybody hears the caller, as far as their pages tell. */
  audibilityChanged(isHeard: boolean): void {
    if (this.#step instanceof InMeetingMenu) this.#step.audibilityChanged(isHeard);
  }

  /** The caller is in the meeting by this telephone alone now. */
  browserGone(): void {
    if (this.#step instanceof InMeetingMenu) this.#player.say('browserGone');
  }

  /** Somebody in a browser needs this telephone no more. */
  released(reason: ReleaseReason): void {
    this.#sayGoodbye(reason);
  }

  /** By somebody else, too. */
  handLowered(): void {
    if (this.#step instanceof InMeetingMenu) this.#step.handLowered();
  }

  removed(): void {
    this.#sayGoodbye('removed');
  }

  /** The meeting, or the whole service. */
  ended(reason: MeetingEndReason): void {
    this.#sayGoodbye(reason);
  }

  /** By the caller, or the line is lost: nothing is said or done any more. */
  hungUp(): void {
    this.#isOver = true;
    this.#step?.close();
    this.#step = undefined;
    clearTimeout(this.#goodbye);
    this.#goodbye = undefined;
  }

  #entered(result: Exclude<EnterResult, { type: 'unknown' }>): void {
    if (result.type === 'entered') {
      const { others, isLinked } = result;
      this.#startMenu(others, [isLinked ? 'soundByPhone' : 'inMeeting']);
    } else if (result.type === 'waiting')
      this.#switchTo(new WaitingInLobby(this.#player, result.isConvenerThere));
    else this.#sayGoodbye(result.type);
  }

  #startMenu(others: number, welcome: readonly PromptName[]): void {
    this.#switchTo(new InMeetingMenu(this.#deps, this.#player, { others, welcome }));
  }

  #switchTo(step: IvrStep): void {
    this.#step?.close();
    this.#step = step;
    step.begin();
  }

  /** Says why, and goodbye; whatever is keyed or happens meanwhile is passed over. */
  #sayGoodbye(farewell: PromptName): void {
    if (this.#isOver || this.#goodbye !== undefined) return;
    this.#step?.close();
    this.#step = undefined;
    this.#goodbye = setTimeout(() => this.#hangUp(), MAX_GOODBYE_MS);
    this.#player.say(farewell, 'goodbye');
  }

  #hangUp(): void {
    this.hungUp();
    this.#deps.hangUp();
  }
}
