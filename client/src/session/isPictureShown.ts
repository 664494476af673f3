// Whether somebody's pictures are received here. Who signs speaks by theirs, so they are not turned off to save the sound.
import type { MeetingState, RemoteParticipant } from './meetingStore.ts';

export const isPictureShown = (
  remoteVideo: MeetingState['remoteVideo'],
  { isSigning, role }: Pick<RemoteParticipant, 'isSigning' | 'role'>,
  source: 'camera' | 'screen' = 'camera',
): boolean =>
  remoteVideo === 'shown' ||
  (remoteVideo === 'offByCpuOveruse' &&
    source === 'camera' &&
    (isSigning === true || role?.type === 'signLanguageInterpreter'));
