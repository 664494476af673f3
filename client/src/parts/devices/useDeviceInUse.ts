// The listed camera or microphone that is in use or, while off, would be.
import { describeTrack, type DeviceDescription, deviceInUse } from '../../media/deviceList.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import type { InputKind } from '../../media/openDevices.ts';
import { useStore } from '../useStore.ts';

export function useDeviceInUse(
  { store, list, next }: LocalMedia,
  which: InputKind,
): DeviceDescription | undefined {
  const device = useStore(store, (state) => state[which]);
  const { devices } = useStore(list, (state) => state[which]);
  if (!('mediaTrack' in device)) return next(which);
  const { mediaTrack } = device;
  return deviceInUse(mediaTrack, devices) ?? describeTrack(mediaTrack);
}
