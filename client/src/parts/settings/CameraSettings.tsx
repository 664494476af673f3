// Which camera is used, its picture, and the resolution it really delivers.
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import { DeviceSelect } from './DeviceSelect.tsx';
import { DeviceToggle } from '../devices/DeviceToggle.tsx';
import { OwnPicture } from '../devices/OwnPicture.tsx';
import { useDeviceInUse } from '../devices/useDeviceInUse.ts';
import { useStore } from '../useStore.ts';
import { useTrackSettings } from '../devices/useTrackSettings.ts';

export function CameraSettings({ devices }: { devices: LocalMedia }) {
  const t = useTexts(settingsTexts);
  const camera = useStore(devices.store, (state) => state.camera);
  const listed = useStore(devices.list, (state) => state.camera);
  const inUse = useDeviceInUse(devices, 'camera');
  const track = camera.type === 'on' ? camera.mediaTrack : undefined;
  const { width, height, frameRate } = useTrackSettings(track);
  return (
    <div class="settings-group">
      <DeviceSelect kind="camera" listed={listed} inUse={inUse} onChoose={devices.chooseCamera} />
      <OwnPicture camera={camera} />
      <div class="settings-pair">
        {width && height && frameRate && (
          <p class="soft settings-fact">
            {t.picture({ width, height, rate: Math.round(frameRate) })}
          </p>
        )}
        <DeviceToggle device="camera" state={camera.type} onToggle={devices.toggleCamera} />
      </div>
    </div>
  );
}
