// The instructions and notices of ringing instead, fetched as soon as one may want to: then the network is at its worst.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import { useStore } from '../useStore.ts';

export const loadLinkedPhoneParts = async () =>
  (await import('./linkedPhoneParts.ts')).linkedPhoneParts;

export function useLinkedPhoneParts({ meeting, localMedia }: MeetingSession) {
  const hasNoMicrophone = useStore(localMedia, ({ microphone }) => microphone.type === 'failed');
  return useChunk(
    loadLinkedPhoneParts,
    useStore(
      meeting,
      ({ me, linkedPhone, dialIn }) =>
        // Each press of the button is a wish, and so is the telephone.
        (dialIn !== 'closed' && dialIn) ||
        (linkedPhone !== null && 'byPhone') ||
        hasNoMicrophone ||
        me?.connection === 'poor',
    ),
  );
}
