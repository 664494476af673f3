// Which of one's own devices give nothing, told together where the reason is the same.
import type { DeviceProblem, LocalMediaState } from '../media/localMediaStore.ts';
import type { MeetingSession } from '../meeting/meetingSession.ts';

export interface DeviceTrouble {
  devices: 'camera' | 'microphone' | 'both';
  problem: DeviceProblem;
}

export function deviceTroubles({ camera, microphone }: LocalMediaState): DeviceTrouble[] {
  const cameraProblem = camera.is === 'failed' ? camera.problem : undefined;
  const microphoneProblem = microphone.is === 'failed' ? microphone.problem : undefined;
  if (cameraProblem && cameraProblem === microphoneProblem) {
    return [{ devices: 'both', problem: cameraProblem }];
  }
  const troubles: DeviceTrouble[] = [];
  if (microphoneProblem) troubles.push({ devices: 'microphone', problem: microphoneProblem });
  if (cameraProblem) troubles.push({ devices: 'camera', problem: cameraProblem });
  return troubles;
}

/** Asks again for what failed, and for nothing that was turned off on purpose. */
export function tryDevicesAgain(
  session: Pick<MeetingSession, 'localMedia' | 'openDevices' | 'toggleCamera' | 'toggleMicrophone'>,
): void {
  const { camera, microphone } = session.localMedia.getState();
  if (camera.is === 'failed' && microphone.is === 'failed') session.openDevices();
  else if (camera.is === 'failed') session.toggleCamera();
  else if (microphone.is === 'failed') session.toggleMicrophone();
}
