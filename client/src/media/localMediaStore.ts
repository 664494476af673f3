// One's own camera and microphone as the page shows them: on, off, being asked for, or why not.
import { createStore } from 'zustand/vanilla';

/** Why a device gives nothing; each has its own text and a way back. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'insecurePage' | 'unknown';

export type LocalDevice =
  | { is: 'off' }
  | { is: 'asking' }
  | { is: 'on'; mediaTrack: MediaStreamTrack }
  /** The microphone keeps its device open while muted, so that speech is back at once. */
  | { is: 'muted'; mediaTrack: MediaStreamTrack }
  | { is: 'failed'; problem: DeviceProblem };

export interface LocalMediaState {
  camera: LocalDevice;
  microphone: LocalDevice;
}

export function createLocalMediaStore() {
  return createStore<LocalMediaState>()(() => ({
    camera: { is: 'off' },
    microphone: { is: 'off' },
  }));
}
export type LocalMediaStore = ReturnType<typeof createLocalMediaStore>;
