// The queue of raised hands.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingState } from './meetingStore.ts';

/** Everybody whose hand is up, oneself too, in the order in which they were raised. */
export function handQueueOf({ me, others }: Pick<MeetingState, 'me' | 'others'>): ParticipantId[] {
  return [...others, ...(me ? [me] : [])]
    .filter(({ handRaisedAt }) => handRaisedAt !== null)
    .sort((a, b) => (a.handRaisedAt ?? 0) - (b.handRaisedAt ?? 0))
    .map(({ id }) => id);
}
