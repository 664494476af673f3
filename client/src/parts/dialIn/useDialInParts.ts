// The dial-in instructions and notices: loaded as soon as they may be needed, since the network is at its worst then.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import { useIsAudioByPhone } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';

export const loadDialInParts = async () => (await import('./dialInParts.ts')).dialInParts;

export function useDialInParts({ meeting, localMedia }: MeetingSession) {
  const isByPhone = useIsAudioByPhone({ meeting });
  const hasNoMicrophone = useStore(localMedia, ({ microphone }) => microphone.type === 'failed');
  return useChunk(
    loadDialInParts,
    useStore(
      meeting,
      (state) =>
        // Each press of the button retries the loading, and so does a telephone that takes over.
        (state.dialIn !== 'closed' && state.dialIn) ||
        (isByPhone && 'byPhone') ||
        hasNoMicrophone ||
        state.me?.connection === 'poor',
    ),
  );
}
