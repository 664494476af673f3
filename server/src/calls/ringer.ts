// Rings people up from a meeting of this server: what the meeting's side may ask, and what it is told.
import type { RingOutcome } from '@distansmote/shared/auditApi.ts';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { PersonName } from '../meetings/person.ts';
import type { RungAddress } from '../sip/sipMessages.ts';

export interface Ringer {
  /**
   * Rings at once; who answers must press 1 to come in. Hung up when the meeting ends.
   * @param onState never called before `ring` has returned; `ended` comes once, and last.
   */
  ring(order: RingOrder, onState: (state: RingState) => void): Ringing;
  /** Calls that ring, or have been answered. */
  readonly activeCount: number;
}

export interface RingOrder {
  /** Of the meeting, which is at this server. */
  callId: CallId;
  /** Already allowed. */
  to: RungAddress;
  /** Who comes in. */
  as: PersonName;
  /** Whose linked phone it becomes. */
  linkedTo: ParticipantId | undefined;
  /** Sent after the answer: 0-9*#, and `,` waits two seconds. */
  digits: string | undefined;
}

export interface Ringing {
  /** On the keypad of the call, once it is answered: 0-9*#, and `,` waits two seconds. */
  sendDigits(digits: string): void;
  hangUp(): void;
}

export type RingState =
  /** It rings there, as far as the trunk says. */
  | { type: 'ringing' }
  /** Hears which meeting calls, and has not pressed 1. */
  | { type: 'answered' }
  | { type: 'entered'; personId: ParticipantId }
  | { type: 'ended'; why: RingOutcome };
