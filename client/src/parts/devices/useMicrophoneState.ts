// Whether one's own microphone is on: the telephone's, where one speaks by that, else the browser's.
import type { LocalDevice } from '../../media/localMediaStore.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useStore } from '../useStore.ts';

type Surroundings = Pick<MeetingSession, 'meeting' | 'localMedia'>;

export function useMicrophoneState({ meeting, localMedia }: Surroundings): LocalDevice['is'] {
  const local = useStore(localMedia, ({ microphone }) => microphone.is);
  const ownPhone = useStore(meeting, (state) => state.ownPhone);
  if (ownPhone === null) return local;
  return ownPhone.isMuted ? 'muted' : 'on';
}
