// The browser's processing of the microphone: echo cancellation, noise suppression, automatic gain control.
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

/** What was turned off is remembered; everything else is on. */
export function rememberedSoundProcessing(): SoundProcessing {
  const turnedOff = (readRemembered('soundProcessing') ?? '').split(' ');
  return Object.fromEntries(
    Object.keys(ALL).map((process) => [process, !turnedOff.includes(process)]),
  ) as SoundProcessing;
}
