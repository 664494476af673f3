// The state of the person's microphone: the linked phone's if there is one, otherwise the browser's.
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
