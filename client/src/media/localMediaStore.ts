// One's own camera and microphone as the page shows them: on, off, being asked for, or why not.
import { createStore } from 'zustand/vanilla';
import type { DeviceProblem } from './deviceProblem.ts';
import { rememberedSoundProcessing, type SoundProcessing } from './soundProcessing.ts';

export type LocalDevice =
  | { type: 'off' }
  | { type: 'asking' }
  | { type: 'on'; mediaTrack: MediaStreamTrack }
  /** The microphone keeps its device open while muted, so that speech is back at once. */
  | { type: 'muted'; mediaTrack: MediaStreamTrack }
  /** A microphone that was muted before comes back so. */
  | { type: 'failed'; problem: DeviceProblem; isMuted?: boolean };

export interface LocalMediaState {
  camera: LocalDevice;
  microphone: LocalDevice;
  /** What was wished for; what the microphone really does, its track tells. */
  sound: SoundProcessing;
}

export function createLocalMediaStore() {
  return createStore<LocalMediaState>()(() => ({
    camera: { type: 'off' },
    microphone: { type: 'off' },
    sound: rememberedSoundProcessing(),
  }));
}
export type LocalMediaStore = ReturnType<typeof createLocalMediaStore>;
