// A fake `navigator.mediaDevices` with devices that can be plugged in and out; vitest runs in Node, which has none.
import { vi } from 'vitest';

interface FakeDevice {
  kind: MediaDeviceKind;
  deviceId: string;
  label: string;
  groupId?: string;
}

/** The parts of MediaStreamTrack that the client uses. */
export class FakeTrack extends EventTarget {
  readonly kind: 'audio' | 'video';
  readonly device: FakeDevice;
  readonly label: string;
  readonly settings: MediaTrackSettings;
  enabled = true;
  readyState: MediaStreamTrackState = 'live';

  constructor(device: FakeDevice, constraints: MediaTrackConstraints) {
    super();
    this.kind = device.kind === 'videoinput' ? 'video' : 'audio';
    this.device = device;
    this.label = device.label;
    const { echoCancellation, noiseSuppression, autoGainControl } = constraints;
    const sound = { echoCancellation, noiseSuppression, autoGainControl } as MediaTrackSettings;
    this.settings = { deviceId: device.deviceId, groupId: device.groupId ?? '', ...sound };
  }
  stop(): void {
    this.readyState = 'ended';
  }
  getSettings(): MediaTrackSettings {
    return this.settings;
  }
  /** Like Chromium: resolves, but changes nothing. */
  applyConstraints(): Promise<void> {
    return Promise.resolve();
  }
}

/** Replaces `navigator` and `localStorage`, nothing else of the browser. */
export class FakeComputer extends EventTarget {
  devices: FakeDevice[];
  /** Until it is set, device labels and IDs are hidden, as before a permission prompt. */
  isAllowed = false;
  permission: PermissionState = 'granted';
  /** Whether an `ideal` deviceId decides, as it once did in Chromium and still does elsewhere. */
  honoursIdeal = false;
  /** Devices in use by another program. */
  readonly busy = new Set<string>();
  /** Like some phones, which cannot open two devices of one kind. */
  opensOneOnly = false;
  readonly asked: MediaStreamConstraints[] = [];
  readonly opened: FakeTrack[] = [];

  constructor(devices: FakeDevice[]) {
    super();
    this.devices = devices;
    const permissions = { query: () => Promise.resolve({ state: this.permission }) };
    const kept = new Map<string, string>();
    vi.stubGlobal('navigator', {
      mediaDevices: this,
      permissions,
      get userAgent() {
        return 'Chrome/156.0';
      },
    });
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
  }

  get live(): FakeTrack[] {
    return this.opened.filter(({ readyState }) => readyState === 'live');
  }

  plugIn(...devices: FakeDevice[]): void {
    this.devices = [...this.devices, ...devices];
    this.dispatchEvent(new Event('devicechange'));
  }

  unplug(deviceId: string): void {
    this.devices = this.devices.filter((one) => one.deviceId !== deviceId);
    for (const track of this.live.filter(({ device }) => device.deviceId === deviceId)) {
      track.readyState = 'ended';
      track.dispatchEvent(new Event('ended'));
    }
    this.dispatchEvent(new Event('devicechange'));
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const named = (one: FakeDevice) => ({ groupId: '', ...one });
    const hidden = ({ kind }: FakeDevice) => ({ kind, deviceId: '', groupId: '', label: '' });
    return Promise.resolve(
      this.devices.map(this.isAllowed ? named : hidden) as unknown as MediaDeviceInfo[],
    );
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    await Promise.resolve();
    const tracks: FakeTrack[] = [];
    if (constraints.video) tracks.push(this.#open('videoinput', constraints.video));
    if (constraints.audio) tracks.push(this.#open('audioinput', constraints.audio));
    this.isAllowed = true;
    this.opened.push(...tracks);
    return { getTracks: () => tracks } as unknown as MediaStream;
  }

  #open(kind: MediaDeviceKind, constraints: true | MediaTrackConstraints): FakeTrack {
    const wishes = constraints === true ? {} : constraints;
    const { ideal, exact } = (wishes.deviceId ?? {}) as { ideal?: string; exact?: string };
    const ofKind = this.devices.filter((one) => one.kind === kind);
    if (ofKind.length === 0) throw new DOMException('', 'NotFoundError');
    const wanted = exact ?? (this.honoursIdeal ? ideal : undefined);
    const found = ofKind.find(({ deviceId }) => deviceId === wanted);
    const device = found ?? (exact === undefined ? ofKind[0] : undefined);
    if (device === undefined) throw new DOMException('', 'OverconstrainedError');
    const isFull = this.opensOneOnly && this.live.some((track) => track.device.kind === kind);
    if (isFull || this.busy.has(device.deviceId)) throw new DOMException('', 'NotReadableError');
    return new FakeTrack(device, wishes);
  }
}

export const camera = (deviceId: string, label = deviceId): FakeDevice => ({
  kind: 'videoinput',
  deviceId,
  label,
});
export const microphone = (deviceId: string, label = deviceId): FakeDevice => ({
  kind: 'audioinput',
  deviceId,
  label,
});
export const loudspeaker = (deviceId: string, label = deviceId): FakeDevice => ({
  kind: 'audiooutput',
  deviceId,
  label,
});
