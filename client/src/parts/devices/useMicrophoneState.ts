// Whether one's own microphone is on: the telephone's, where one speaks by that, else the browser's.
import type { LocalDevice } from '../../media/localMediaStore.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useStore } from '../useStore.ts';

type Surroundings = Pick<MeetingSession, 'meeting' | 'localMedia'>;

export function useMicrophoneState({ meeting, localMedia }: Surroundings): LocalDevice['type'] {
  const local = useStore(localMedia, ({ microphone }) => microphone.type);
  const linkedPhone = useStore(meeting, (state) => state.linkedPhone);
  if (linkedPhone === null) return local;
  return linkedPhone.isMuted ? 'muted' : 'on';
}
