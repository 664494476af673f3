// Opens and closes one's own camera and microphone, and keeps the store in step with them.
import {
  createLocalMediaStore,
  type DeviceProblem,
  type LocalDevice,
  type LocalMediaStore,
} from './localMediaStore.ts';

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
const BOTH = ['camera', 'microphone'] as const;

type Which = (typeof BOTH)[number];

export interface LocalMedia {
  store: LocalMediaStore;
  /** Asks for both devices: once, on the way in. */
  open(): void;
  /** Asks again for what failed; a microphone that was muted comes back muted. */
  retry(): void;
  /** Off closes the device, so that its light goes out. */
  toggleCamera(): void;
  /** Muting keeps the device open, so that speech is back at once. */
  toggleMicrophone(): void;
  close(): void;
}

export function createLocalMedia(): LocalMedia {
  const store = createLocalMediaStore();
  /** Grows whenever a device is asked for or switched off: what an older request brings is not wanted. */
  const turns: Record<Which, number> = { camera: 0, microphone: 0 };
  let isMuted = false;
  let isClosed = false;

  function set(which: Which, device: LocalDevice): void {
    store.setState({ [which]: device });
  }

  async function ask(wanted: readonly Which[]): Promise<void> {
    const asked = wanted.map((which) => ({ which, turn: (turns[which] += 1) }));
    const isWanted = ({ which, turn }: (typeof asked)[number]) =>
      !isClosed && turns[which] === turn;
    for (const which of wanted) set(which, { is: 'asking' });
    try {
      const stream = await openDevices(wanted);
      for (const mediaTrack of stream.getTracks()) {
        const one = asked.find(({ which }) => which === deviceOf(mediaTrack));
        if (one !== undefined && isWanted(one)) take(one.which, mediaTrack);
        else mediaTrack.stop();
      }
    } catch (error) {
      // Asked for together, so that there is one question; told apart when it fails, since the one
      // may well work when the other doesn't.
      const apart = wanted.length > 1 ? await worthAskingAlone(wanted, error) : [];
      for (const one of asked) {
        if (!isWanted(one)) continue;
        if (apart.includes(one.which)) await ask([one.which]);
        else set(one.which, { is: 'failed', problem: problemOf(error) });
      }
    }
  }

  function take(which: Which, mediaTrack: MediaStreamTrack): void {
    // Unplugged, or taken away by the browser's own controls; our own stop() fires no event.
    mediaTrack.addEventListener('ended', () => void onEnded(which, mediaTrack));
    if (which === 'microphone' && isMuted) mute(mediaTrack);
    else set(which, { is: 'on', mediaTrack });
  }

  async function onEnded(which: Which, mediaTrack: MediaStreamTrack): Promise<void> {
    const permission = await permissionOf(which);
    const now = store.getState()[which];
    if (!('mediaTrack' in now) || now.mediaTrack !== mediaTrack) return;
    set(which, { is: 'failed', problem: permission === 'denied' ? 'denied' : 'missing' });
  }

  function mute(mediaTrack: MediaStreamTrack): void {
    isMuted = true;
    mediaTrack.enabled = false;
    set('microphone', { is: 'muted', mediaTrack });
  }

  function stop(which: Which): void {
    turns[which] += 1;
    const device = store.getState()[which];
    if ('mediaTrack' in device) device.mediaTrack.stop();
    set(which, { is: 'off' });
  }

  return {
    store,
    open: () => void ask(BOTH),

    retry() {
      const failed = BOTH.filter((which) => store.getState()[which].is === 'failed');
      if (failed.length > 0) void ask(failed);
    },

    toggleCamera() {
      const { is } = store.getState().camera;
      if (is === 'on' || is === 'asking') stop('camera');
      else void ask(['camera']);
    },

    toggleMicrophone() {
      const device = store.getState().microphone;
      if (device.is === 'on') return mute(device.mediaTrack);
      isMuted = false;
      if (device.is === 'muted') {
        device.mediaTrack.enabled = true;
        set('microphone', { is: 'on', mediaTrack: device.mediaTrack });
      } else if (device.is === 'asking') stop('microphone');
      else void ask(['microphone']);
    },

    close() {
      isClosed = true;
      for (const which of BOTH) stop(which);
    },
  };
}

const deviceOf = (mediaTrack: MediaStreamTrack): Which =>
  mediaTrack.kind === 'video' ? 'camera' : 'microphone';

async function openDevices(wanted: readonly Which[]): Promise<MediaStream> {
  // Browsers hide it from pages without HTTPS.
  if (!('mediaDevices' in navigator)) throw new DOMException('', 'SecurityError');
  return navigator.mediaDevices.getUserMedia({
    video: wanted.includes('camera') && CAMERA,
    audio: wanted.includes('microphone') && MICROPHONE,
  });
}

/**
 * Of devices that were not to be had together, those to ask for one by one. After a no or a dismissed
 * question none, or the person would be asked three times: unless only one of them is forbidden.
 */
async function worthAskingAlone(wanted: readonly Which[], error: unknown): Promise<Which[]> {
  switch (problemOf(error)) {
    case 'insecurePage':
      return [];
    case 'denied': {
      const permissions = await Promise.all(wanted.map(permissionOf));
      const allowed = wanted.filter((_, index) => permissions[index] !== 'denied');
      return permissions.includes('denied') ? allowed : [];
    }
    default:
      return [...wanted];
  }
}

/** Undefined where the browser does not say. */
async function permissionOf(which: Which): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: which })).state;
  } catch {
    return undefined;
  }
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
