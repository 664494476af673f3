// Which local devices fail, combined if the reason is the same.
import type { DeviceProblem } from '../../media/deviceProblem.ts';
import type { LocalMediaState } from '../../media/localMediaStore.ts';

export interface DeviceTrouble {
  devices: 'camera' | 'microphone' | 'both';
  problem: DeviceProblem;
}

export function deviceTroubles({
  camera,
  microphone,
}: Pick<LocalMediaState, 'camera' | 'microphone'>): DeviceTrouble[] {
  const cameraProblem = camera.type === 'failed' ? camera.problem : undefined;
  const microphoneProblem = microphone.type === 'failed' ? microphone.problem : undefined;
  if (cameraProblem && cameraProblem === microphoneProblem) {
    return [{ devices: 'both', problem: cameraProblem }];
  }
  const troubles: DeviceTrouble[] = [];
  if (microphoneProblem) troubles.push({ devices: 'microphone', problem: microphoneProblem });
  if (cameraProblem) troubles.push({ devices: 'camera', problem: cameraProblem });
  return troubles;
}

/**
 * Which devices the person should be told of all the time. Who has no camera knows it, and whoever speaks by telephone
 * needs no microphone.
 */
export function faultyDevices(
  { camera, microphone }: Pick<LocalMediaState, 'camera' | 'microphone'>,
  isAudioByPhone: boolean,
): DeviceTrouble['devices'] | undefined {
  const hasCameraFault = camera.type === 'failed' && camera.problem !== 'missing';
  const hasMicrophoneFault = microphone.type === 'failed' && !isAudioByPhone;
  if (hasCameraFault && hasMicrophoneFault) return 'both';
  if (hasMicrophoneFault) return 'microphone';
  return hasCameraFault ? 'camera' : undefined;
}
