// Asks the server for the meeting behind a call ID.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { JoinProblem } from './meetingStore.ts';

export type LookUpResult =
  | { found: true; meeting: MeetingLookUp }
  | {
      found: false;
      problem: Extract<JoinProblem, 'callIdUnknown' | 'tooFast' | 'serverUnreachable' | 'internal'>;
    };

/** Never throws: what went wrong is part of the result. */
export async function lookUpMeeting(callId: CallId): Promise<LookUpResult> {
  try {
    const response = await fetch(`/api/meetings/${callId}`);
    if (response.ok) return { found: true, meeting: (await response.json()) as MeetingLookUp };
    if (response.status === 404 || response.status === 400) {
      return { found: false, problem: 'callIdUnknown' };
    }
    return { found: false, problem: response.status === 429 ? 'tooFast' : 'internal' };
  } catch {
    return { found: false, problem: 'serverUnreachable' };
  }
}
