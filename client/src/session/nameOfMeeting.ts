// What a meeting is called: by its name, or by its number where that is all that is known.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { MeetingState } from './meetingStore.ts';

export const nameOfMeeting = ({ meetingName, callId }: MeetingState): string =>
  meetingName || groupDigits(callId);
