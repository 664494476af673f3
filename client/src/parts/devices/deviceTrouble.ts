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
