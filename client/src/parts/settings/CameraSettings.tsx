// Which camera is used, its picture, and how good it really is.
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import { DeviceSelect } from './DeviceSelect.tsx';
import { DeviceToggle } from '../devices/DeviceToggle.tsx';
import { OwnPicture } from '../devices/OwnPicture.tsx';
import { useDeviceInUse } from '../devices/useDeviceInUse.ts';
import { useStore } from '../useStore.ts';
import { useTrackSettings } from '../devices/useTrackSettings.ts';

/** The lines of a picture that is sent in full, and of one in which a face is still clear. */
const GOOD_LINES = 720;
const FAIR_LINES = 480;

export function CameraSettings({ devices }: { devices: LocalMedia }) {
  const t = useTexts(settingsTexts);
  const camera = useStore(devices.store, (state) => state.camera);
  const listed = useStore(devices.list, (state) => state.camera);
  const inUse = useDeviceInUse(devices, 'camera');
  const track = camera.type === 'on' ? camera.mediaTrack : undefined;
  const { width, height } = useTrackSettings(track);
  // A phone held upright has its lines the other way.
  const lines = Math.min(width ?? 0, height ?? 0);
  const quality =
    lines >= GOOD_LINES ? t.pictureGood : lines >= FAIR_LINES ? t.pictureFair : t.picturePoor;
  return (
    <div class="settings-group">
      <DeviceSelect kind="camera" listed={listed} inUse={inUse} onChoose={devices.chooseCamera} />
      <OwnPicture camera={camera} />
      <div class="settings-pair">
        {lines > 0 && <p class="soft settings-fact">{quality({ lines })}</p>}
        <DeviceToggle device="camera" state={camera.type} onToggle={devices.toggleCamera} />
      </div>
    </div>
  );
}
