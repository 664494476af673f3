// The instructions and notices of ringing instead, fetched as soon as one may want to: then the network is at its worst.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import { useStore } from '../useStore.ts';

export const loadOwnPhoneParts = async () => (await import('./ownPhoneParts.ts')).ownPhoneParts;

export function useOwnPhoneParts({ meeting, localMedia }: MeetingSession) {
  const hasNoMicrophone = useStore(localMedia, ({ microphone }) => microphone.is === 'failed');
  return useChunk(
    loadOwnPhoneParts,
    useStore(
      meeting,
      ({ me, linkedPhone, requestDialIn }) =>
        // Each press of the button is a wish, and so is the telephone.
        (requestDialIn !== 'closed' && requestDialIn) ||
        (linkedPhone !== null && 'byPhone') ||
        hasNoMicrophone ||
        me?.connection === 'poor',
    ),
  );
}
