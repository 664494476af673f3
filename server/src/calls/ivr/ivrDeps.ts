// What the IVR needs of its call, and the results that it gets.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Digit } from '../../rtp/digit.ts';
import type { WrittenText } from '../callText.ts';
import type { ReadLanguage } from './menuLanguages.ts';
import type { PromptLanguage, PromptName } from './prompts.ts';

export interface IvrDeps {
  /**
   * Plays prompts in sequence, replacing what is being played. `played` is called at the end, unless they are
   * repeated, replaced or stopped.
   * @param read what they are shown in to whoever reads, if not as they are spoken
   */
  play(
    prompts: readonly PromptName[],
    language: PromptLanguage,
    isRepeated: boolean,
    read?: ReadLanguage,
  ): void;
  stopPlaying(): void;
  /**
   * Looks a number up, with the same admission and guess budgets as the web, and enters the meeting or its lobby. The
   * caller may hang up meanwhile; `hangUp` must then undo the entry.
   */
  enter(callId: CallId, pin: string | undefined): Promise<EnterResult>;
  /** The caller reads and types (RFC 4103). */
  isByText(): boolean;
  /** Shows the others what the caller types in the meeting. */
  writeText(text: string): void;
  /** Shows the caller what somebody types in the meeting. */
  showText(written: WrittenText): void;
  /** Called once, after the goodbye, unless the caller has hung up. */
  hangUp(): void;
  isMuted(): boolean;
  /** Confirmed by `microphoneChanged`. */
  setMuted(isMuted: boolean): void;
  isHandRaised(): boolean;
  /** Lowering is confirmed by `handLowered`. */
  setHandRaised(isRaised: boolean): void;
  /** Includes the caller. */
  headcount(): number;
}

/** Why a call ends without entering a meeting. Also the name of the prompt. */
export type EnterRefusal =
  | 'notYetOpen'
  | 'locked'
  | 'full'
  | 'removed'
  | 'tooManyGuesses'
  | 'endedByConvener'
  | 'unavailable';

export type EnterResult =
  /** In the meeting, with `others` people; linked to somebody in a browser, or alone. */
  | { type: 'entered'; others: number; isLinked: boolean }
  /** In the lobby. */
  | { type: 'waiting'; isConvenerThere: boolean }
  /** Wrong, deleted, or closed to telephones, which sound the same. */
  | { type: 'unknown' }
  | { type: EnterRefusal };

/** The number was right, or was not tried. */
export type KnownResult = Exclude<EnterResult, { type: 'unknown' }>;

/** How a call begins. */
export type Start =
  /** By asking for the call ID. */
  | { type: 'asked' }
  /** With the call ID that the caller dialled. */
  | { type: 'dialled'; callId: CallId }
  /** It was we who rang. */
  | { type: 'rung'; callId: CallId; rung: RungStart };

export interface RungStart {
  /** How long they are asked. */
  patienceMs: number;
  /** They have pressed 1: past the lobby. */
  enter(): Promise<EnterResult>;
  onEntered(): void;
  /** Once, if not `onEntered`, unless they hang up. */
  onNotEntered(why: 'notAccepted' | 'declined' | 'failed'): void;
}

/** One step of a call, from `begin` to `close`. */
export interface IvrStep {
  begin(): void;
  digit(digit: Digit): void;
  /** T.140, where it is more than keys one after the other. */
  typed?(text: string): void;
  /** The last digit was a mistake. */
  erase?(): void;
  /** Everything has been played. */
  played(): void;
  /** Stops all timers. */
  close(): void;
}
