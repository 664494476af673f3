// How many people are in the meeting: also those who sit beside somebody and have said so.
import type { MeetingState } from './meetingStore.ts';

export function countPeople({ me, others }: Pick<MeetingState, 'me' | 'others'>): number {
  const beside = [me, ...others].map((one) => one?.companions?.length ?? 0);
  return beside.reduce((sum, count) => sum + count, 1 + others.length);
}
