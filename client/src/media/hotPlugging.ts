// Offers newly plugged-in devices, and uses them at once if there is no other.
import { type DeviceChange, devicesThatCame, devicesThatWent, isNone } from './deviceChanges.ts';
import type { DeviceDescription, DeviceKind, DeviceList, DeviceListState } from './deviceList.ts';
import type { DeviceEvents } from './deviceEvents.ts';
import { isOutputChoosable } from './loudspeaker.ts';
import { type InputKind, INPUTS } from './openDevices.ts';

interface DevicesInUse {
  inUse(kind: DeviceKind): DeviceDescription | undefined;
  /** It should be on, but no device was there. */
  isMissing(which: InputKind): boolean;
  fallBack(which: InputKind): void;
}

/** @returns a function that stops it. */
export function watchHotPlugging(
  list: DeviceList,
  events: DeviceEvents,
  { inUse, isMissing, fallBack }: DevicesInUse,
): () => void {
  function isWorthOffering({ kind, device }: DeviceChange): boolean {
    // A camera that is off stays off, so there is nothing to replace.
    const isUsed = kind === 'loudspeaker' ? isOutputChoosable() : inUse(kind) !== undefined;
    return isUsed && inUse(kind)?.deviceId !== device.deviceId;
  }

  return list.store.subscribe((now: DeviceListState, before: DeviceListState) => {
    const came = devicesThatCame(now, before);
    const went = devicesThatWent(now, before);
    for (const { kind, device } of went) events.withdraw(kind, device.deviceId);
    for (const change of came) if (isWorthOffering(change)) events.add({ type: 'came', ...change });
    for (const which of INPUTS) {
      const isChanged =
        isNone(before[which]) || [...came, ...went].some(({ kind }) => kind === which);
      if (isChanged && !isNone(now[which]) && isMissing(which)) fallBack(which);
    }
  });
}
