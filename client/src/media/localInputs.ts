// Opens, changes and closes camera and microphone. Results of an older request are dropped.
import {
  describeTrack,
  type DeviceDescription,
  deviceInUse,
  type DeviceList,
} from './deviceList.ts';
import { type DeviceProblem, permissionOf, problemOf, worthAskingAlone } from './deviceProblem.ts';
import type { LocalDevice, LocalMediaStore } from './localMediaStore.ts';
import {
  type DeviceWishes,
  type InputKind,
  inputKindOf,
  openDevice,
  openDevices,
} from './openDevices.ts';

/** `overtaken` when something else was requested meanwhile. */
type ChangeOutcome = 'changed' | 'refused' | 'overtaken';

interface LocalInputsListener {
  /** A device has stopped by itself; the store still has it. */
  ended(which: InputKind, permission: PermissionState | undefined): void;
}

export function createLocalInputs(
  store: LocalMediaStore,
  list: DeviceList,
  listener: LocalInputsListener,
) {
  /** Grows whenever a device is requested or switched off. */
  const turns: Record<InputKind, number> = { camera: 0, microphone: 0 };
  /** Kept, because an ended track no longer reports its device. */
  const origins = new WeakMap<MediaStreamTrack, DeviceDescription>();
  let isMuted = false;
  let isClosed = false;

  function set(which: InputKind, device: LocalDevice): void {
    store.setState({ [which]: device });
  }

  function setFailed(which: InputKind, problem: DeviceProblem): void {
    const wasMuted = which === 'microphone' && isMuted;
    set(which, { type: 'failed', problem, ...(wasMuted && { isMuted }) });
  }

  function trackOf(which: InputKind): MediaStreamTrack | undefined {
    const device = store.getState()[which];
    return 'mediaTrack' in device ? device.mediaTrack : undefined;
  }

  /** @returns whether this is still the latest request. */
  function begin(which: InputKind): () => boolean {
    const turn = (turns[which] += 1);
    return () => !isClosed && turns[which] === turn;
  }

  async function ask(wanted: readonly InputKind[], wishes: DeviceWishes): Promise<void> {
    const asked = wanted.map((which) => ({ which, isWanted: begin(which) }));
    for (const which of wanted) set(which, { type: 'asking' });
    try {
      const stream = await openDevices(wanted, wishes);
      for (const mediaTrack of stream.getTracks()) {
        const one = asked.find(({ which }) => which === inputKindOf(mediaTrack));
        if (one?.isWanted()) take(one.which, mediaTrack);
        else mediaTrack.stop();
      }
    } catch (error) {
      // Requested together, so that there is one permission prompt; one by one when that fails, since one
      // may work when the other does not.
      const apart = wanted.length > 1 ? await worthAskingAlone(wanted, error) : [];
      for (const { which, isWanted } of asked) {
        if (!isWanted()) continue;
        if (apart.includes(which)) {
          await ask([which], wishes);
          continue;
        }
        const problem = await problemOf(which, error);
        if (isWanted()) setFailed(which, problem);
      }
    }
    // Now the browser may reveal their labels.
    await list.refresh();
  }

  /** Opens another device in place of the one in use, which is kept if that fails. */
  async function change(
    which: InputKind,
    wishes: DeviceWishes,
    { isStoppedFirst = false } = {},
  ): Promise<ChangeOutcome> {
    const old = trackOf(which);
    if (old === undefined) return 'overtaken';
    const isWanted = begin(which);
    if (isStoppedFirst) old.stop();
    try {
      const mediaTrack = await openBeside(old, which, wishes);
      if (!isWanted()) {
        mediaTrack.stop();
        return 'overtaken';
      }
      old.stop();
      take(which, mediaTrack);
      await list.refresh();
      return 'changed';
    } catch {
      if (!isWanted()) return 'overtaken';
      if (old.readyState === 'ended') {
        const origin = origins.get(old);
        const wish = origin && { deviceId: origin.deviceId, isListed: true };
        await ask([which], { ...wishes, [which]: wish });
      }
      return 'refused';
    }
  }

  function take(which: InputKind, mediaTrack: MediaStreamTrack): void {
    const { devices } = list.store.getState()[which];
    origins.set(mediaTrack, deviceInUse(mediaTrack, devices) ?? describeTrack(mediaTrack));
    // Unplugged, or taken away by the browser's own controls; our own stop() fires no event.
    mediaTrack.addEventListener('ended', () => void onEnded(which, mediaTrack));
    if (which === 'microphone' && isMuted) mute(mediaTrack);
    else set(which, { type: 'on', mediaTrack });
  }

  async function onEnded(which: InputKind, mediaTrack: MediaStreamTrack): Promise<void> {
    const [permission] = await Promise.all([permissionOf(which), list.refresh()]);
    if (trackOf(which) === mediaTrack) listener.ended(which, permission);
  }

  function mute(mediaTrack: MediaStreamTrack): void {
    isMuted = true;
    mediaTrack.enabled = false;
    set('microphone', { type: 'muted', mediaTrack });
  }

  const unsubscribe = list.store.subscribe((now) => {
    for (const which of ['camera', 'microphone'] as const) {
      const mediaTrack = trackOf(which);
      const origin = mediaTrack && deviceInUse(mediaTrack, now[which].devices);
      if (origin) origins.set(mediaTrack, origin);
    }
  });

  return {
    ask,
    change,
    trackOf,

    /** The device that the current track really comes from. */
    inUse(which: InputKind): DeviceDescription | undefined {
      const mediaTrack = trackOf(which);
      return mediaTrack && origins.get(mediaTrack);
    },

    fail(which: InputKind, problem: DeviceProblem): void {
      begin(which);
      setFailed(which, problem);
    },

    stop(which: InputKind): void {
      begin(which);
      trackOf(which)?.stop();
      set(which, { type: 'off' });
    },

    /** Also while there is no microphone: the next one will be muted. */
    mute(): void {
      isMuted = true;
      const mediaTrack = trackOf('microphone');
      if (mediaTrack) mute(mediaTrack);
    },

    /** Also while there is no microphone: the next one will not be muted. */
    unmute(): void {
      isMuted = false;
      const mediaTrack = trackOf('microphone');
      if (mediaTrack === undefined) return;
      mediaTrack.enabled = true;
      set('microphone', { type: 'on', mediaTrack });
    },

    close(): void {
      isClosed = true;
      unsubscribe();
    },
  };
}

/** The current one keeps running meanwhile, unless only one can be open at a time. */
async function openBeside(
  old: MediaStreamTrack,
  which: InputKind,
  wishes: DeviceWishes,
): Promise<MediaStreamTrack> {
  try {
    return await openDevice(which, wishes);
  } catch (error) {
    if (old.readyState === 'ended' || (await problemOf(which, error)) !== 'busy') throw error;
    old.stop();
    return openDevice(which, wishes);
  }
}
