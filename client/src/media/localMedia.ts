// Opens and closes one's own camera and microphone, and keeps the store in step with them.
import { createLocalMediaStore, type DeviceProblem, type LocalDevice } from './localMediaStore.ts';

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};
const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

type Which = 'camera' | 'microphone';

export function createLocalMedia() {
  const store = createLocalMediaStore();
  let isClosed = false;

  function set(which: Which, device: LocalDevice): void {
    store.setState({ [which]: device });
  }

  function take(which: Which, mediaTrack: MediaStreamTrack): void {
    if (isClosed) {
      mediaTrack.stop();
      return;
    }
    // Unplugged, or taken away by the browser's own controls; our own stop() fires no event.
    mediaTrack.addEventListener('ended', () => {
      const now = store.getState()[which];
      if ('mediaTrack' in now && now.mediaTrack === mediaTrack) {
        set(which, { is: 'failed', problem: 'missing' });
      }
    });
    set(which, { is: 'on', mediaTrack });
  }

  async function ask(wanted: readonly Which[]): Promise<void> {
    for (const which of wanted) set(which, { is: 'asking' });
    try {
      if (!('mediaDevices' in navigator)) throw new DOMException('', 'SecurityError');
      const stream = await navigator.mediaDevices.getUserMedia({
        video: wanted.includes('camera') && CAMERA,
        audio: wanted.includes('microphone') && MICROPHONE,
      });
      for (const mediaTrack of stream.getTracks()) {
        take(mediaTrack.kind === 'video' ? 'camera' : 'microphone', mediaTrack);
      }
    } catch (error) {
      // Asked for together, so that there is one question; told apart when it fails, since the one
      // may well work when the other is missing.
      if (wanted.length > 1 && problemOf(error) !== 'insecurePage') {
        for (const which of wanted) await ask([which]);
        return;
      }
      for (const which of wanted) set(which, { is: 'failed', problem: problemOf(error) });
    }
  }

  function stop(which: Which): void {
    const device = store.getState()[which];
    if ('mediaTrack' in device) device.mediaTrack.stop();
    set(which, { is: 'off' });
  }

  return {
    store,

    /** Asks for what is not open yet. */
    open(): void {
      const { camera, microphone } = store.getState();
      const wanted = (['camera', 'microphone'] as const).filter((which) => {
        const { is } = which === 'camera' ? camera : microphone;
        return is === 'off' || is === 'failed';
      });
      if (wanted.length > 0) void ask(wanted);
    },

    /** Off closes the device, so that its light goes out. */
    toggleCamera(): void {
      const { is } = store.getState().camera;
      if (is === 'on') stop('camera');
      else if (is !== 'asking') void ask(['camera']);
    },

    /** Muting keeps the device open, so that speech is back at once. */
    toggleMicrophone(): void {
      const device = store.getState().microphone;
      if (device.is === 'on' || device.is === 'muted') {
        const isMuted = device.is === 'muted';
        device.mediaTrack.enabled = isMuted;
        set('microphone', { is: isMuted ? 'on' : 'muted', mediaTrack: device.mediaTrack });
      } else if (device.is !== 'asking') {
        void ask(['microphone']);
      }
    },

    close(): void {
      isClosed = true;
      stop('camera');
      stop('microphone');
    },
  };
}

/** By the error names of W3C Media Capture §10.2. */
function problemOf(error: unknown): DeviceProblem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'SecurityError':
      return 'insecurePage';
    default:
      return 'unknown';
  }
}
