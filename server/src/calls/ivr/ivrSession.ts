// Leads one caller: from the welcome to the call ID, through the lobby, in the meeting, to the goodbye.
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { ReleaseReason } from '../../meetings/events.ts';
import type { Digit } from '../../rtp/digit.ts';
import { CollectCallId } from './collectCallId.ts';
import type { IvrDeps, EnterResult, Stage } from './ivrDeps.ts';
import type { PromptName } from './prompts.ts';
import { InMeetingMenu } from './inMeetingMenu.ts';
import { PromptPlayer } from './promptPlayer.ts';
import { WaitingInLobby } from './waitingInLobby.ts';

/** The longest of ours takes 12 s, a recording may take more; where its end is never told, the call ends all the same. */
const GOODBYE_MOST_MS = 30_000;

/**
 * Knows nothing of SIP, RTP and meetings: it is told what happens, at any time and in any order, and acts by its
 * parts. What does not fit the part of the call that it comes in is passed over.
 */
export class IvrSession {
  readonly #parts: IvrDeps;
  readonly #voice: PromptPlayer;
  #stage: Stage | undefined;
  #goodbye: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(parts: IvrDeps) {
    this.#parts = parts;
    this.#voice = new PromptPlayer(parts);
  }

  /** Nothing is said or done any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The line is open: from now on the caller hears. */
  answered(): void {
    if (this.#isOver || this.#stage !== undefined || this.#goodbye !== undefined) return;
    this.#turnTo(
      new CollectCallId({
        voice: this.#voice,
        enter: (callId, pin) => this.#parts.enter(callId, pin),
        answered: (result) => this.#entered(result),
        gaveUp: (farewell) => this.#leave(farewell),
      }),
    );
  }

  digit(digit: Digit): void {
    this.#stage?.digit(digit);
  }

  played(): void {
    if (!this.#voice.played()) return;
    if (this.#goodbye !== undefined) this.#hangUp();
    else this.#stage?.played();
  }

  /** Out of the lobby into the meeting, with so many others. */
  admitted(others: number): void {
    if (this.#stage instanceof WaitingInLobby) this.#takePart(others, ['letIn', 'inMeeting']);
  }

  denied(): void {
    if (this.#stage instanceof WaitingInLobby) this.#leave('turnedAway');
  }

  /** To one in the lobby: whether somebody is there who can let them in. */
  convenerPresenceChanged(isConvenerThere: boolean): void {
    if (this.#stage instanceof WaitingInLobby) this.#stage.attended(isConvenerThere);
  }

  /** How many others are in the meeting now. */
  othersChanged(others: number): void {
    if (this.#stage instanceof InMeetingMenu) this.#stage.othersChanged(others);
  }

  /** It is so already, by whomever. */
  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    if (this.#stage instanceof InMeetingMenu) this.#stage.microphoneChanged(isMuted, isByConvener);
  }

  /** Whether everybody hears the caller, as far as their pages tell. */
  heardByAll(isHeard: boolean): void {
    if (this.#stage instanceof InMeetingMenu) this.#stage.heardByAll(isHeard);
  }

  /** The caller is in the meeting by this telephone alone now. */
  browserGone(): void {
    if (this.#stage instanceof InMeetingMenu) this.#voice.say('browserGone');
  }

  /** Somebody in a browser needs this telephone no more. */
  released(reason: ReleaseReason): void {
    this.#leave(reason);
  }

  /** By somebody else, too. */
  handLowered(): void {
    if (this.#stage instanceof InMeetingMenu) this.#stage.handLowered();
  }

  removed(): void {
    this.#leave('removed');
  }

  /** The meeting, or the whole service. */
  ended(reason: MeetingEndReason): void {
    this.#leave(reason);
  }

  /** By the caller, or the line is lost: nothing is said or done any more. */
  hungUp(): void {
    this.#isOver = true;
    this.#stage?.close();
    this.#stage = undefined;
    clearTimeout(this.#goodbye);
    this.#goodbye = undefined;
  }

  #entered(result: Exclude<EnterResult, { type: 'unknown' }>): void {
    if (result.type === 'entered') {
      const { others, isLinked } = result;
      this.#takePart(others, [isLinked ? 'soundByPhone' : 'inMeeting']);
    } else if (result.type === 'waiting')
      this.#turnTo(new WaitingInLobby(this.#voice, result.isConvenerThere));
    else this.#leave(result.type);
  }

  #takePart(others: number, welcome: readonly PromptName[]): void {
    this.#turnTo(new InMeetingMenu(this.#parts, this.#voice, { others, welcome }));
  }

  #turnTo(stage: Stage): void {
    this.#stage?.close();
    this.#stage = stage;
    stage.begin();
  }

  /** Says why, and goodbye; whatever is keyed or happens meanwhile is passed over. */
  #leave(farewell: PromptName): void {
    if (this.#isOver || this.#goodbye !== undefined) return;
    this.#stage?.close();
    this.#stage = undefined;
    this.#goodbye = setTimeout(() => this.#hangUp(), GOODBYE_MOST_MS);
    this.#voice.say(farewell, 'goodbye');
  }

  #hangUp(): void {
    this.hungUp();
    this.#parts.hangUp();
  }
}
