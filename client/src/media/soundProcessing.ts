// What the browser does to the microphone's sound: against echo, against noise, for even loudness.
import { readRemembered, remember } from '../platform/rememberedSettings.ts';

export const SOUND_PROCESSES = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;
type SoundProcess = (typeof SOUND_PROCESSES)[number];
export type SoundProcessing = Readonly<Record<SoundProcess, boolean>>;

const ALL: SoundProcessing = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

export function rememberSoundProcessing(processing: SoundProcessing): void {
  remember('soundProcessing', SOUND_PROCESSES.filter((process) => !processing[process]).join(' '));
}

/** Those that were turned off are remembered; everything else is on. */
export function rememberedSoundProcessing(): SoundProcessing {
  const turnedOff = (readRemembered('soundProcessing') ?? '').split(' ');
  return Object.fromEntries(
    Object.keys(ALL).map((process) => [process, !turnedOff.includes(process)]),
  ) as SoundProcessing;
}
