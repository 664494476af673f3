// The list of cameras, microphones and loudspeakers, kept current as they are plugged in and out.
import { createStore } from 'zustand/vanilla';

export type DeviceKind = 'camera' | 'microphone' | 'loudspeaker';

export interface DeviceDescription {
  deviceId: string;
  /** The same for the microphone and the loudspeaker of one headset. */
  groupId: string;
  /** Empty if the browser does not reveal it. */
  label: string;
}

export interface ListedDevices {
  devices: readonly DeviceDescription[];
  /** There may be some, but the browser reveals them only with permission. */
  isHidden: boolean;
}

export type DeviceListState = Readonly<Record<DeviceKind, ListedDevices>>;

const KINDS = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'loudspeaker',
} as const satisfies Record<MediaDeviceKind, DeviceKind>;

const HIDDEN: ListedDevices = { devices: [], isHidden: true };

export function createDeviceList() {
  const store = createStore<DeviceListState>()(() => ({
    camera: HIDDEN,
    microphone: HIDDEN,
    loudspeaker: HIDDEN,
  }));
  let latest = 0;

  /** Also to be called when the browser may reveal more than before, which fires no event. */
  async function refresh(): Promise<void> {
    const number = (latest += 1);
    const listed = await enumerate();
    if (number !== latest || listed === undefined) return;
    // Some browsers fire `devicechange` without a change.
    if (JSON.stringify(listed) !== JSON.stringify(store.getState())) store.setState(listed);
  }

  const onChange = () => void refresh();
  // Browsers hide `mediaDevices` from pages without HTTPS.
  const mediaDevices = 'mediaDevices' in navigator ? navigator.mediaDevices : undefined;
  mediaDevices?.addEventListener('devicechange', onChange);
  void refresh();

  return {
    store,
    refresh,
    close(): void {
      latest += 1;
      mediaDevices?.removeEventListener('devicechange', onChange);
    },
  };
}
export type DeviceList = ReturnType<typeof createDeviceList>;

async function enumerate(): Promise<DeviceListState | undefined> {
  try {
    const all = await navigator.mediaDevices.enumerateDevices();
    const listed: Record<DeviceKind, ListedDevices> = {
      camera: list(all, 'videoinput'),
      microphone: list(all, 'audioinput'),
      loudspeaker: list(all, 'audiooutput'),
    };
    return listed;
  } catch {
    return undefined;
  }
}

function list(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): ListedDevices {
  const ofKind = all.filter((one) => one.kind === kind);
  const devices = ofKind
    .filter(({ deviceId }) => deviceId !== '')
    .filter((one) => !isAnotherName(one, ofKind))
    .map(({ deviceId, groupId, label }) => ({ deviceId, groupId, label: tidyLabel(label) }));
  return { devices, isHidden: ofKind.length > 0 && devices.length === 0 };
}

/** Chromium lists the system's default a second time, under the name of its role. */
function isAnotherName(one: MediaDeviceInfo, all: readonly MediaDeviceInfo[]): boolean {
  if (!isRole(one.deviceId)) return false;
  // The system's default is chosen by choosing none.
  if (KINDS[one.kind] === 'loudspeaker') return true;
  return all.some((other) => !isRole(other.deviceId) && other.groupId === one.groupId);
}

const isRole = (deviceId: string) => deviceId === 'default' || deviceId === 'communications';

/** Without the USB id that Chromium adds, as in `Webcam C930e (046d:0843)`. */
const tidyLabel = (label: string) => label.replace(/ \([\da-f]{4}:[\da-f]{4}\)$/i, '');

/** The listed device that a track really comes from. */
export function deviceInUse(
  track: MediaStreamTrack,
  devices: readonly DeviceDescription[],
): DeviceDescription | undefined {
  const { deviceId = '', groupId = '' } = track.getSettings();
  return (
    devices.find((one) => one.deviceId === deviceId) ??
    (isRole(deviceId) ? devices.find((one) => one.groupId === groupId) : undefined)
  );
}

/** What the track itself reveals, until the list has it. */
export function describeTrack(track: MediaStreamTrack): DeviceDescription {
  const { deviceId = '', groupId = '' } = track.getSettings();
  return { deviceId, groupId, label: tidyLabel(track.label) };
}
