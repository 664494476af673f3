// What was plugged in and out between two looks at the devices there are.
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

/** Not those that the browser only tells of now, because it has been allowed to. */
export function devicesThatCame(now: DeviceListState, before: DeviceListState): DeviceChange[] {
  return difference(now, before).filter(
    ({ kind }) =>
      !before[kind].isHidden &&
      // Firefox tells of loudspeakers one by one, as they are allowed.
      (kind !== 'loudspeaker' || before.loudspeaker.devices.length > 0),
  );
}

export function devicesThatWent(now: DeviceListState, before: DeviceListState): DeviceChange[] {
  return difference(before, now).filter(({ kind }) => !now[kind].isHidden);
}

/** The devices in the one that are not in the other. */
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
