// The devices chosen in this browser, found by their label if their ids have changed.
import { forget, readRemembered, remember } from '../platform/rememberedSettings.ts';
import type { DeviceDescription, DeviceKind } from './deviceList.ts';

type ChosenDevice = Pick<DeviceDescription, 'deviceId' | 'label'>;

export function rememberDevice(kind: DeviceKind, { deviceId, label }: ChosenDevice): void {
  remember(kind, JSON.stringify({ deviceId, label }));
}

export function forgetDevice(kind: DeviceKind): void {
  forget(kind);
}

export function rememberedDevice(kind: DeviceKind): ChosenDevice | undefined {
  const text = readRemembered(kind);
  if (text === undefined) return undefined;
  try {
    const { deviceId, label } = JSON.parse(text) as Partial<Record<keyof ChosenDevice, unknown>>;
    return typeof deviceId === 'string' && typeof label === 'string'
      ? { deviceId, label }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Safari gives a device a new id each time; other browsers do when site data is cleared. */
export function findChosen(
  kind: DeviceKind,
  devices: readonly DeviceDescription[],
): DeviceDescription | undefined {
  const chosen = rememberedDevice(kind);
  if (chosen === undefined) return undefined;
  return (
    devices.find(({ deviceId }) => deviceId === chosen.deviceId) ??
    devices.find(({ label }) => label !== '' && label === chosen.label)
  );
}
