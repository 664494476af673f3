// Who may enter: the one place that decides.
import type { Space } from '../spaces/spaceStore.ts';

export const MAX_PRESENT = 100;
export const MAX_WAITING = 50;

/** Why somebody may not pass. */
export type AdmissionRefusal = 'callIdUnknown' | 'meetingFull' | 'tooManyWaiting';

export interface AdmissionQuestion {
  /** Prepare while a name is typed, or enter. */
  to: 'prepare' | 'join';
  /** Undefined when no space has that call ID, or none has any more. */
  space: Space | undefined;
  presentCount: number;
  waitingCount: number;
}

/** Undefined when they may. */
export function refusalOf(question: AdmissionQuestion): AdmissionRefusal | undefined {
  if (question.space === undefined) return 'callIdUnknown';
  if (question.presentCount >= MAX_PRESENT) return 'meetingFull';
  if (question.to === 'prepare' && question.waitingCount >= MAX_WAITING) return 'tooManyWaiting';
  return undefined;
}
