// Shares the screen or a window, with its audio if the browser provides it.
import { createStore } from 'zustand/vanilla';

export type ScreenProblem = 'deniedBySystem' | 'unsupported' | 'unknown';

type LocalScreen =
  | { type: 'off'; problem?: ScreenProblem }
  /** The browser's own picker is open. */
  | { type: 'asking' }
  | { type: 'on'; picture: MediaStreamTrack; sound: MediaStreamTrack | undefined };

export interface LocalScreenState {
  screen: LocalScreen;
}

/** What browsers know beyond TypeScript's own list (W3C Screen Capture §5.4 and its extensions). */
interface DisplayOptions extends DisplayMediaStreamOptions {
  systemAudio: 'include';
  surfaceSwitching: 'include';
  selfBrowserSurface: 'exclude';
  audio: MediaTrackConstraints & { restrictOwnAudio: boolean; suppressLocalAudioPlayback: boolean };
}

const OPTIONS: DisplayOptions = {
  // Legible text before smooth motion.
  video: { frameRate: { ideal: 15, max: 30 } },
  // Without this page's own output, which the others would hear as an echo.
  audio: {
    restrictOwnAudio: true,
    suppressLocalAudioPlayback: false,
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  },
  systemAudio: 'include',
  surfaceSwitching: 'include',
  // Sharing this tab would show the meeting inside itself.
  selfBrowserSurface: 'exclude',
};

export function createLocalScreen() {
  const store = createStore<LocalScreenState>()(() => ({ screen: { type: 'off' } }));
  let isClosed = false;

  function stop(): void {
    const { screen } = store.getState();
    if (screen.type !== 'on') return;
    screen.picture.stop();
    screen.sound?.stop();
    store.setState({ screen: { type: 'off' } });
  }

  async function start(): Promise<void> {
    if (store.getState().screen.type !== 'off') return;
    store.setState({ screen: { type: 'asking' } });
    try {
      if (!isScreenSharingPossible()) throw new DOMException('', 'NotSupportedError');
      const stream = await navigator.mediaDevices.getDisplayMedia(OPTIONS);
      const [picture] = stream.getVideoTracks();
      const [sound] = stream.getAudioTracks();
      if (isClosed || picture === undefined) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      picture.contentHint = 'detail';
      // Ended in the browser's own UI, or the window was closed; our own stop() fires no event.
      picture.addEventListener('ended', stop);
      store.setState({ screen: { type: 'on', picture, sound } });
    } catch (error) {
      const problem = problemOf(error);
      store.setState({ screen: { type: 'off', ...(problem && { problem }) } });
    }
  }

  return {
    store,
    start,
    stop,
    close(): void {
      isClosed = true;
      stop();
    },
  };
}
export type LocalScreenStore = ReturnType<typeof createLocalScreen>['store'];

/** Browsers on phones and tablets cannot share the screen. */
export function isScreenSharingPossible(): boolean {
  return 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;
}

/** Undefined if the person merely closed the picker. */
function problemOf(error: unknown): ScreenProblem | undefined {
  if (!(error instanceof DOMException)) return 'unknown';
  switch (error.name) {
    case 'NotAllowedError':
      return /system/i.test(error.message) ? 'deniedBySystem' : undefined;
    case 'NotSupportedError':
      return 'unsupported';
    case 'AbortError':
    case 'InvalidStateError':
      return undefined;
    default:
      return 'unknown';
  }
}
