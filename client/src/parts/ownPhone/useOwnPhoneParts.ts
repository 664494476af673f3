// The instructions and notices of ringing instead, once they have been fetched: as soon as the connection is weak.
import type { MeetingSession } from '../../meeting/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import { useStore } from '../useStore.ts';

const load = async () => (await import('./ownPhoneParts.ts')).ownPhoneParts;

export function useOwnPhoneParts({ meeting }: MeetingSession) {
  return useChunk(
    load,
    useStore(
      meeting,
      ({ me, ownPhone, callInstead }) =>
        me?.connection === 'poor' || ownPhone !== null || callInstead !== 'closed',
    ),
  );
}
