// The local camera, microphone and loudspeaker: switched on and off, chosen, and replaced when unplugged.
import { findChosen, forgetDevice, rememberDevice, rememberedDevice } from './chosenDevices.ts';
import { isListed } from './deviceChanges.ts';
import { createDeviceList, type DeviceDescription, type DeviceList } from './deviceList.ts';
import { createDeviceEvents, type DeviceEvents } from './deviceEvents.ts';
import { watchHotPlugging } from './hotPlugging.ts';
import { createLocalInputs } from './localInputs.ts';
import { createLocalMediaStore, type LocalMediaStore } from './localMediaStore.ts';
import { createLoudspeaker, type Loudspeaker } from './loudspeaker.ts';
import { type DeviceWish, type DeviceWishes, type InputKind, INPUTS } from './openDevices.ts';
import {
  rememberSoundProcessing,
  SOUND_PROCESSES,
  type SoundProcessing,
} from './soundProcessing.ts';

export interface LocalMedia {
  store: LocalMediaStore;
  /** The devices that exist. */
  list: DeviceList['store'];
  /** What has happened to them without the person's doing. */
  events: DeviceEvents['store'];
  loudspeaker: Loudspeaker;
  /** Requests both devices: once, before the join. */
  open(): void;
  /** Requests failed devices again; a microphone that was muted is muted when it is back. */
  retry(): void;
  /** Turning it off closes the device, so that its light goes out. */
  toggleCamera(): void;
  /** Muting keeps the device open, so that unmuting is instant. */
  toggleMicrophone(): void;
  /** Also applies to one that is still being opened. */
  muteMicrophone(): void;
  /** Reopens the current one, which the operating system has silenced. */
  retakeMicrophone(): void;
  /** The device that would be opened; undefined leaves it to the browser. */
  next(which: InputKind): DeviceDescription | undefined;
  /** Does not turn the camera on. The choice is remembered in this browser. */
  chooseCamera(deviceId: string): void;
  chooseMicrophone(deviceId: string): void;
  /** The track's settings say whether the browser really does it. */
  setSoundProcessing(change: Partial<SoundProcessing>): void;
  /** Switches to the devices that were plugged in and are offered. */
  useOffered(): void;
  dismissOffer(): void;
  dismissEvents(): void;
  /** Closes the devices for a while; `takeUp` opens them again. */
  putAway(): void;
  takeUp(): void;
  close(): void;
}

export function createLocalMedia(): LocalMedia {
  const store = createLocalMediaStore();
  const list = createDeviceList();
  const events = createDeviceEvents();
  const loudspeaker = createLoudspeaker(list, events);
  const inputs = createLocalInputs(store, list, { ended: onEnded });
  /** The last device in use, or chosen since: this is the one that is opened when turned on again. */
  const latest = new Map<InputKind, DeviceDescription>();
  /** Devices that were lost, until another one is in use. */
  const lost = new Map<InputKind, DeviceDescription>();
  let away: InputKind[] = [];

  const devicesOf = (which: InputKind) => list.store.getState()[which].devices;
  const isAt = (which: InputKind) => store.getState()[which].type;

  function next(which: InputKind): DeviceDescription | undefined {
    const last = latest.get(which);
    const isThere = last !== undefined && isListed(devicesOf(which), last.deviceId);
    return isThere ? last : findChosen(which, devicesOf(which));
  }

  function wishOf(which: InputKind): DeviceWish | undefined {
    const device = next(which);
    if (device !== undefined) return { deviceId: device.deviceId, isListed: true };
    const remembered = rememberedDevice(which);
    return remembered && { deviceId: remembered.deviceId, isListed: false };
  }

  function wishes(): DeviceWishes {
    const { sound } = store.getState();
    return { camera: wishOf('camera'), microphone: wishOf('microphone'), sound };
  }

  async function ask(wanted: readonly InputKind[]): Promise<void> {
    const wished = wishes();
    await inputs.ask(wanted, wished);
    for (const which of wanted) {
      const now = inputs.inUse(which);
      if (now === undefined) continue;
      latest.set(which, now);
      // Labels are known only now. Firefox has already let the person choose in its own prompt.
      const chosen = findChosen(which, devicesOf(which));
      if (chosen === undefined || wished[which]?.isListed !== false || isFirefox()) continue;
      if (chosen.deviceId === now.deviceId) rememberDevice(which, chosen);
      else await choose(which, chosen.deviceId);
    }
  }

  async function choose(which: InputKind, deviceId: string): Promise<void> {
    const device = devicesOf(which).find((one) => one.deviceId === deviceId);
    if (device === undefined) return;
    events.forget(which);
    events.withdraw(which, deviceId);
    if (inputs.trackOf(which) === undefined) {
      latest.set(which, device);
      rememberDevice(which, device);
      if (isAt(which) !== 'off') await ask([which]);
      return;
    }
    const before = rememberedDevice(which);
    // At once: the page may be left or reloaded while the device is being opened.
    rememberDevice(which, device);
    const wish: DeviceWish = { deviceId, isListed: true };
    const outcome = await inputs.change(which, { ...wishes(), [which]: wish });
    if (outcome === 'refused') events.add({ type: 'wouldNotStart', kind: which, device });
    if (outcome === 'overtaken') return;
    const now = inputs.inUse(which);
    if (now?.deviceId === deviceId) {
      latest.set(which, now);
      return;
    }
    if (before) rememberDevice(which, before);
    else forgetDevice(which);
    if (outcome === 'refused' || now === undefined) return;
    latest.set(which, now);
    // It was unplugged while it was being opened.
    events.add({ type: 'replaced', kind: which, lost: undefined, now });
  }

  function onEnded(which: InputKind, permission: PermissionState | undefined): void {
    const device = inputs.inUse(which);
    const devices = devicesOf(which);
    const isThere = device !== undefined && isListed(devices, device.deviceId);
    // Still listed, but permission is needed again: it was revoked in the browser's own UI.
    if (permission === 'denied' || (isThere && permission === 'prompt')) {
      return inputs.fail(which, 'denied');
    }
    if (device) lost.set(which, device);
    if (isThere || devices.length === 0) inputs.fail(which, 'missing');
    else void fallBack(which);
  }

  async function fallBack(which: InputKind): Promise<void> {
    const gone = lost.get(which);
    lost.delete(which);
    await ask([which]);
    const now = inputs.inUse(which);
    if (now === undefined) return;
    // The same one, if it was only unplugged for a moment.
    const isSame = gone?.deviceId === now.deviceId;
    events.add({ type: 'replaced', kind: which, lost: isSame ? undefined : gone, now });
  }

  const unwatch = watchHotPlugging(list, events, {
    inUse: (kind) =>
      kind === 'loudspeaker' ? loudspeaker.store.getState().chosen : inputs.inUse(kind),
    isMissing(which) {
      const device = store.getState()[which];
      return device.type === 'failed' && device.problem === 'missing';
    },
    fallBack: (which) => void fallBack(which),
  });

  async function setSoundProcessing(change: Partial<SoundProcessing>): Promise<void> {
    const sound = { ...store.getState().sound, ...change };
    store.setState({ sound });
    rememberSoundProcessing(sound);
    const mediaTrack = inputs.trackOf('microphone');
    if (mediaTrack === undefined) return;
    await mediaTrack.applyConstraints(sound).catch(() => undefined);
    const settings = mediaTrack.getSettings();
    const isDone = SOUND_PROCESSES.every(
      (process) => change[process] === undefined || settings[process] === change[process],
    );
    if (isDone || inputs.trackOf('microphone') !== mediaTrack) return;
    // Chromium does not reconfigure an open microphone, and not every computer can open one twice.
    await inputs.change('microphone', wishes(), { isStoppedFirst: true });
  }

  return {
    store,
    list: list.store,
    events: events.store,
    loudspeaker,
    open: () => void ask(INPUTS),

    retry() {
      const failed = INPUTS.filter((which) => isAt(which) === 'failed');
      if (failed.length > 0) void ask(failed);
    },

    toggleCamera() {
      const is = isAt('camera');
      if (is === 'on' || is === 'asking') inputs.stop('camera');
      else void ask(['camera']);
    },

    toggleMicrophone() {
      const is = isAt('microphone');
      if (is === 'on') return inputs.mute();
      inputs.unmute();
      if (is === 'asking') inputs.stop('microphone');
      else if (is !== 'muted') void ask(['microphone']);
    },

    muteMicrophone: inputs.mute,

    retakeMicrophone: () => void inputs.change('microphone', wishes(), { isStoppedFirst: true }),

    next,
    chooseCamera: (deviceId) => void choose('camera', deviceId),
    chooseMicrophone: (deviceId) => void choose('microphone', deviceId),
    setSoundProcessing: (change) => void setSoundProcessing(change),

    useOffered() {
      for (const one of events.store.getState().events) {
        if (one.type !== 'came') continue;
        if (one.kind === 'loudspeaker') loudspeaker.choose(one.device.deviceId);
        else void choose(one.kind, one.device.deviceId);
      }
    },
    dismissOffer: () => events.dismiss(['came']),
    dismissEvents: () => events.dismiss(['replaced', 'wouldNotStart']),

    putAway() {
      away = INPUTS.filter((which) => ['on', 'muted', 'asking'].includes(isAt(which)));
      for (const which of away) inputs.stop(which);
    },
    takeUp() {
      if (away.length > 0) void ask(away);
    },

    close() {
      inputs.close();
      unwatch();
      loudspeaker.close();
      list.close();
      for (const which of INPUTS) inputs.stop(which);
    },
  };
}

const isFirefox = () => navigator.userAgent.includes('Firefox/');
