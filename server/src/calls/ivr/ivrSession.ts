// The IVR dialogue with one caller: welcome, call ID, lobby, meeting, goodbye.
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { ReleaseReason } from '../../meetings/events.ts';
import type { Digit } from '../../rtp/digit.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { WrittenText } from '../callText.ts';
import { AskToComeIn } from './askToComeIn.ts';
import { CollectCallId } from './collectCallId.ts';
import { EnterDialled } from './enterDialled.ts';
import type { IvrDeps, IvrStep, KnownResult, Start } from './ivrDeps.ts';
import type { PromptName } from './prompts.ts';
import { InMeetingMenu } from './inMeetingMenu.ts';
import { PromptPlayer } from './promptPlayer.ts';
import { typedKeys } from './typedKeys.ts';
import { WaitingInLobby } from './waitingInLobby.ts';

/**
 * Our longest goodbye takes 12 s; a custom one may take longer. The call ends after this even if playback never does.
 */
const MAX_GOODBYE_MS = 30_000;

/**
 * Knows nothing of SIP, RTP or meetings. It is told of events, at any time and in any order, and acts through its
 * deps. Events that don't fit the current step are ignored.
 */
export class IvrSession {
  readonly #deps: IvrDeps;
  readonly #player: PromptPlayer;
  #step: IvrStep | undefined;
  #goodbye: NodeJS.Timeout | undefined;
  #isOver = false;
  /** A computer writes down what is said in the meeting. */
  #isWritten = false;

  constructor(deps: IvrDeps) {
    this.#deps = deps;
    this.#player = new PromptPlayer(deps);
  }

  /** The goodbye is over, or the caller has hung up. */
  get isOver(): boolean {
    return this.#isOver;
  }

  get isInMeeting(): boolean {
    return this.#step instanceof InMeetingMenu;
  }

  /** The call is answered: the other end hears us from now on. */
  answered(start: Start): void {
    if (this.#isOver || this.#step !== undefined || this.#goodbye !== undefined) return;
    const deps = {
      player: this.#player,
      isByText: () => this.#deps.isByText(),
      enter: (callId: CallId, pin: string | undefined) => this.#deps.enter(callId, pin),
      joined: (result: KnownResult) => this.#entered(result),
      gaveUp: (...farewell: readonly PromptName[]) => this.#sayGoodbye(...farewell),
    };
    switch (start.type) {
      case 'asked':
        return this.#switchTo(new CollectCallId(deps));
      case 'dialled':
        return this.#switchTo(new EnterDialled(start.callId, deps));
      case 'rung':
        return this.#switchTo(new AskToComeIn({ ...deps, ...start }));
    }
  }

  digit(digit: Digit): void {
    this.#step?.digit(digit);
  }

  /** @param text T.140: before the meeting it stands for keys, in it for itself, and in the lobby for nothing. */
  typed(text: string): void {
    if (this.isInMeeting) return this.#deps.writeText(text);
    if (this.#step?.typed !== undefined) return this.#step.typed(text);
    for (const key of typedKeys(text)) {
      if (key === 'backspace') this.#step?.erase?.();
      else this.#step?.digit(key);
    }
  }

  textWritten(written: WrittenText): void {
    if (this.isInMeeting) this.#deps.showText(written);
  }

  played(): void {
    if (!this.#player.played()) return;
    if (this.#goodbye !== undefined) this.#hangUp();
    else this.#step?.played();
  }

  /** Admitted from the lobby into the meeting, with `others` people. */
  admitted(others: number): void {
    if (this.#step instanceof WaitingInLobby) this.#startMenu(others, ['letIn', 'inMeeting']);
  }

  denied(): void {
    if (this.#step instanceof WaitingInLobby) this.#sayGoodbye('turnedAway');
  }

  /** Whether somebody is there who can let a waiting caller in. */
  convenerPresenceChanged(isConvenerThere: boolean): void {
    if (this.#step instanceof WaitingInLobby) this.#step.convenerPresenceChanged(isConvenerThere);
  }

  /** The number of others in the meeting has changed. */
  othersChanged(others: number): void {
    if (this.#step instanceof InMeetingMenu) this.#step.othersChanged(others);
  }

  /** The microphone was muted or unmuted, by anybody. */
  microphoneChanged(isMuted: boolean, isByConvener: boolean): void {
    if (this.#step instanceof InMeetingMenu) this.#step.microphoneChanged(isMuted, isByConvener);
  }

  /** Whether everybody hears the caller, by the others' playback reports. */
  audibilityChanged(isHeard: boolean): void {
    if (this.#step instanceof InMeetingMenu) this.#step.audibilityChanged(isHeard);
  }

  /** The telephone is now the caller's only leg. */
  onlyLegLeft(): void {
    if (this.#step instanceof InMeetingMenu) this.#player.say('browserGone');
  }

  /** The call is no longer needed as a leg of somebody in a browser. */
  released(reason: ReleaseReason): void {
    this.#sayGoodbye(reason);
  }

  /** A computer writes down what is said in the meeting, or no longer; also before the caller is told that they are in it. */
  captionsChanged(isOn: boolean): void {
    if (isOn === this.#isWritten) return;
    this.#isWritten = isOn;
    if (this.#step instanceof InMeetingMenu) this.#step.captionsChanged(isOn);
  }

  /** The hand was lowered, by a key or on another leg. */
  handLowered(): void {
    if (this.#step instanceof InMeetingMenu) this.#step.handLowered();
  }

  removed(): void {
    this.#sayGoodbye('removed');
  }

  /** The meeting has ended, or the service is stopping. */
  ended(reason: MeetingEndReason): void {
    // Nobody needs to know of several servers: ringing again leads to the right one.
    this.#sayGoodbye(reason === 'moved' ? 'serverStopping' : reason);
  }

  /** The meeting, or its lobby, is gone, and is being looked for at another server. */
  enteringAnew(): void {
    if (this.#step instanceof InMeetingMenu || this.#step instanceof WaitingInLobby)
      this.#player.say('oneMoment');
  }

  /** Hung up, by the caller or because the call was lost. */
  hungUp(): void {
    this.#isOver = true;
    this.#step?.close();
    this.#step = undefined;
    clearTimeout(this.#goodbye);
    this.#goodbye = undefined;
  }

  #entered(result: KnownResult): void {
    if (result.type === 'entered') {
      const { others, isLinked } = result;
      this.#startMenu(others, [isLinked ? 'soundByPhone' : 'inMeeting']);
    } else if (result.type === 'waiting')
      this.#switchTo(new WaitingInLobby(this.#player, result.isConvenerThere));
    else this.#sayGoodbye(result.type);
  }

  #startMenu(others: number, welcome: readonly PromptName[]): void {
    const isWritten = this.#isWritten;
    this.#switchTo(new InMeetingMenu(this.#deps, this.#player, { others, welcome, isWritten }));
  }

  #switchTo(step: IvrStep): void {
    this.#step?.close();
    this.#step = step;
    step.begin();
  }

  /** Says why, then goodbye. Input and events are ignored from now on. */
  #sayGoodbye(...farewell: readonly PromptName[]): void {
    if (this.#isOver || this.#goodbye !== undefined) return;
    this.#step?.close();
    this.#step = undefined;
    this.#goodbye = setTimeout(() => this.#hangUp(), MAX_GOODBYE_MS);
    this.#player.say(...farewell, 'goodbye');
  }

  #hangUp(): void {
    this.hungUp();
    this.#deps.hangUp();
  }
}
