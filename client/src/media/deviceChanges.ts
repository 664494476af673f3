// Which devices were plugged in or out between two device lists.
import type {
  DeviceDescription,
  DeviceKind,
  DeviceListState,
  ListedDevices,
} from './deviceList.ts';

export interface DeviceChange {
  kind: DeviceKind;
  device: DeviceDescription;
}

export const isNone = ({ devices, isHidden }: ListedDevices) => devices.length === 0 && !isHidden;

/** Without those that the browser only reveals now because permission was granted. */
export function devicesThatCame(now: DeviceListState, before: DeviceListState): DeviceChange[] {
  return difference(now, before).filter(
    ({ kind }) =>
      !before[kind].isHidden &&
      // Firefox reveals loudspeakers one by one, as each is permitted.
      (kind !== 'loudspeaker' || before.loudspeaker.devices.length > 0),
  );
}

export function devicesThatWent(now: DeviceListState, before: DeviceListState): DeviceChange[] {
  return difference(before, now).filter(({ kind }) => !now[kind].isHidden);
}

/** The devices in `one` that are missing in `other`. */
function difference(one: DeviceListState, other: DeviceListState): DeviceChange[] {
  return (['camera', 'microphone', 'loudspeaker'] as const).flatMap((kind) =>
    one[kind].devices
      .filter(({ deviceId }) => !isListed(other[kind].devices, deviceId))
      .map((device) => ({ kind, device })),
  );
}

export function isListed(devices: readonly DeviceDescription[], deviceId: string): boolean {
  return devices.some((one) => one.deviceId === deviceId);
}
