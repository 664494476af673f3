// What the guide of a call needs of the rest, and what it is answered.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Digit } from '../../rtp/digit.ts';
import type { PromptLanguage, PromptName } from './prompts.ts';

export interface IvrDeps {
  /**
   * One after the other, in place of what is being played. At the end `played` is told, unless they are repeated,
   * replaced or stopped.
   */
  play(prompts: readonly PromptName[], language: PromptLanguage, isRepeated: boolean): void;
  stopPlaying(): void;
  /**
   * Looks a number up by the same admission and guess budgets as the web, and enters the meeting or its lobby. A
   * caller may hang up, or be told goodbye, meanwhile: whoever was entered then has to be taken out by `hangUp`.
   */
  enter(callId: CallId, pin: string | undefined): Promise<EnterResult>;
  /** After the goodbye. Told once, and not when the caller has hung up. */
  hangUp(): void;
  isMuted(): boolean;
  /** `microphoneChanged` tells of it. */
  setMuted(isMuted: boolean): void;
  raiseHand(): void;
  lowerHand(): void;
  /** With oneself. */
  headcount(): number;
}

/** Why a call ends that has not come into a meeting: the name of its prompt, too. */
export type EnterRefusal =
  | 'notYetOpen'
  | 'locked'
  | 'full'
  | 'removed'
  | 'tooManyGuesses'
  | 'unavailable';

export type EnterResult =
  /** In the meeting, with so many others; for oneself, or linked to somebody who is there by a browser. */
  | { type: 'entered'; others: number; isLinked: boolean }
  /** In the lobby. */
  | { type: 'waiting'; isConvenerThere: boolean }
  /** Wrong, deleted, or closed to telephones: they sound the same. */
  | { type: 'unknown' }
  | { type: EnterRefusal };

/** One part of a call, from `begin` to `close`. */
export interface IvrStep {
  begin(): void;
  digit(digit: Digit): void;
  /** All that was said has been heard. */
  played(): void;
  /** No timer of it fires any more. */
  close(): void;
}
