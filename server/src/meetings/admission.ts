// Who may enter, and who leads the meeting: the one place that decides.
import type { Account } from '../accounts/accountStore.ts';
import type { Space } from '../spaces/spaceStore.ts';

export const MAX_PRESENT = 100;

/** Why somebody may not pass. */
export type AdmissionRefusal = 'callIdUnknown' | 'meetingFull';

export interface AdmissionQuestion {
  /** Undefined when no space has that call ID, or none has any more. */
  space: Space | undefined;
  presentCount: number;
  /** Counted among those present, and comes in one's own place. */
  isReturning: boolean;
}

/** Undefined when they may. */
export function refusalOf(question: AdmissionQuestion): AdmissionRefusal | undefined {
  if (question.space === undefined) return 'callIdUnknown';
  if (question.presentCount >= MAX_PRESENT && !question.isReturning) return 'meetingFull';
  return undefined;
}

/** The space's convener is the member of staff who owns it; an administrator may do as much. */
export function isConvener(account: Account | undefined, space: Space | undefined): boolean {
  if (account === undefined || space === undefined) return false;
  return account.role === 'administrator' || account.id === space.ownerId;
}
