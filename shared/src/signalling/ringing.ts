// Telephones and rooms that are rung up from a meeting, on the wire.
import { z } from 'zod';
import { role } from './role.ts';
import { participantId, personName } from './shapes.ts';

/** What was typed: a telephone number as people write it, or `sip:user@host`. The server reads it, and refuses it by name. */
export const rungAddress = z.string().min(1).max(200);
/** What is keyed after the answer: 0-9*#, and `,` waits two seconds. The server reads it. */
export const ringDigits = z.string().max(100);

export const ringId = z.uuid();

/** Why one no longer rings, or has left. `notAccepted` never pressed 1, `left` was in the meeting. */
export const ringEnds = [
  'busy',
  'noAnswer',
  'declined',
  'unknownNumber',
  'notAccepted',
  'failed',
  'left',
] as const;

/** `answered`: hears which meeting calls, and has not pressed 1. */
export const ringState = z.enum(['ringing', 'answered', 'entered', ...ringEnds]);
export type RingState = z.infer<typeof ringState>;

/** One that is rung, or was, as conveners see it. */
export const rungCall = z.object({
  id: ringId,
  name: personName,
  /** The number or address; masked if somebody is rung at a number of their own. */
  to: z.string(),
  state: ringState,
  role: role.exactOptional(),
  /** Of one that has entered: who it is in the meeting. */
  participantId: participantId.exactOptional(),
  /** Somebody in the meeting who asked to be rung. */
  isOwnPhone: z.literal(true).exactOptional(),
});
export type RungCall = z.infer<typeof rungCall>;

/** What can be rung from here; absent where nothing can. */
export const ringing = z.object({
  /** As a convener. */
  mayRingUp: z.boolean(),
  /** Rooms, by their addresses. */
  mayRingRooms: z.boolean(),
  /** Their own telephone. */
  mayRingMe: z.boolean(),
  /** Whether that is allowed to people of this meeting, for conveners to change. */
  isRingMeAllowed: z.boolean(),
  /** While it rings there, or is asked: what has come of it. */
  own: ringState.exactOptional(),
  /** Empty unless a convener. */
  calls: z.array(rungCall),
});
export type Ringing = z.infer<typeof ringing>;
