// What a caller hears for each reason not to let them in.
import type { CallRefusal } from './callJoinFlow.ts';
import type { EnterRefusal } from './ivr/ivrDeps.ts';

/** A space closed to their kind of call sounds like a wrong number. */
export const RESULT_OF_REFUSAL: Record<CallRefusal, EnterRefusal | 'unknown'> = {
  callIdUnknown: 'unknown',
  notYetOpen: 'notYetOpen',
  removed: 'removed',
  locked: 'locked',
  meetingFull: 'full',
  lobbyFull: 'full',
  tooManyGuesses: 'tooManyGuesses',
  ended: 'endedByConvener',
  gone: 'unavailable',
};
