// The local camera and microphone as the page shows them: on, off, being requested, or why they failed.
import { createStore } from 'zustand/vanilla';
import type { DeviceProblem } from './deviceProblem.ts';
import { rememberedSoundProcessing, type SoundProcessing } from './soundProcessing.ts';

export type LocalDevice =
  | { type: 'off' }
  | { type: 'asking' }
  | { type: 'on'; mediaTrack: MediaStreamTrack }
  /** A muted microphone stays open, so that unmuting is instant. */
  | { type: 'muted'; mediaTrack: MediaStreamTrack }
  /** A microphone that was muted before is muted when it is back. */
  | { type: 'failed'; problem: DeviceProblem; isMuted?: boolean };

export interface LocalMediaState {
  camera: LocalDevice;
  microphone: LocalDevice;
  /** What was requested; the track's settings say what is really done. */
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
