// The state of the person's microphone: the telephone's while that carries the audio, otherwise the browser's.
import type { LocalDevice } from '../../media/localMediaStore.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { isAudioByPhone, phoneMicrophone } from '../../session/microphone.ts';
import { useStore } from '../useStore.ts';

type Surroundings = Pick<MeetingSession, 'meeting' | 'localMedia'>;

export function useMicrophoneState({ meeting, localMedia }: Surroundings): LocalDevice['type'] {
  const local = useStore(localMedia, ({ microphone }) => microphone.type);
  return useStore(meeting, phoneMicrophone) ?? local;
}

/** The telephone carries this person's audio both ways. */
export const useIsAudioByPhone = ({ meeting }: Pick<MeetingSession, 'meeting'>): boolean =>
  useStore(meeting, isAudioByPhone);
