// Switches to the next camera: on a phone, between front and back.
import { SwitchCamera } from 'lucide';
import { happeningTexts } from '../../language/texts/happening.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import { Icon } from '../Icon.tsx';
import { useDeviceInUse } from './useDeviceInUse.ts';
import { useStore } from '../useStore.ts';

/** Only on handheld devices with more than one camera; elsewhere the settings are for that. */
export function FlipCamera({ devices }: { devices: LocalMedia }) {
  const t = useTexts(happeningTexts);
  const { devices: cameras } = useStore(devices.list, (state) => state.camera);
  const isOn = useStore(devices.store, (state) => state.camera.type === 'on');
  const inUse = useDeviceInUse(devices, 'camera');
  const isHandheld = matchMedia('(pointer: coarse)').matches;
  if (!isHandheld || !isOn || cameras.length < 2) return null;
  const index = cameras.findIndex(({ deviceId }) => deviceId === inUse?.deviceId);
  const next = cameras[(index + 1) % cameras.length];
  return (
    <button
      type="button"
      class="tile-button"
      aria-label={t.flipCamera}
      title={t.flipCamera}
      onClick={() => next && devices.chooseCamera(next.deviceId)}
    >
      <Icon node={SwitchCamera} />
    </button>
  );
}
