// The dial-in instructions and notices: loaded as soon as they may be needed, since the network is at its worst then.
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
        // Each press of the button retries the loading, and so does a linked phone.
        (dialIn !== 'closed' && dialIn) ||
        (linkedPhone !== null && 'byPhone') ||
        hasNoMicrophone ||
        me?.connection === 'poor',
    ),
  );
}
