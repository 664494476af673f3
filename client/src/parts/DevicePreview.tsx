// One's own picture and sound before anybody else gets them.
import { Video, VideoOff } from 'lucide';
import { deviceTexts } from '../language/texts/devices.ts';
import { useTexts } from '../language/useTexts.ts';
import type { LocalDevice } from '../media/localMediaStore.ts';
import type { MeetingSession } from '../meeting/meetingSession.ts';
import { DeviceNotices } from './DeviceNotices.tsx';
import { DeviceToggle } from './DeviceToggle.tsx';
import { deviceTroubles } from './deviceTrouble.ts';
import { Icon } from './Icon.tsx';
import { MediaVideo } from './MediaVideo.tsx';
import { MicrophoneMeter } from './MicrophoneMeter.tsx';
import { useStore } from './useStore.ts';

export function DevicePreview({ session }: { session: MeetingSession }) {
  const devices = useStore(session.localMedia, (state) => state);
  const { camera, microphone } = devices;
  return (
    <div class="preview">
      <div class={`preview-picture ${camera.is === 'failed' ? 'is-empty' : ''}`}>
        {camera.is === 'on' ? (
          <MediaVideo track={camera.mediaTrack} source="camera" isMirrored />
        ) : (
          <NoPicture camera={camera} />
        )}
      </div>
      <div class="toggles">
        <DeviceToggle
          device="microphone"
          state={microphone}
          onToggle={() => session.toggleMicrophone()}
        />
        <DeviceToggle device="camera" state={camera} onToggle={() => session.toggleCamera()} />
      </div>
      {microphone.is !== 'failed' && <MicrophoneMeter microphone={microphone} />}
      <div class="preview-notices" aria-live="polite">
        <DeviceNotices
          troubles={deviceTroubles(devices)}
          onTryAgain={() => session.retryDevices()}
        />
      </div>
    </div>
  );
}

function NoPicture({ camera }: { camera: LocalDevice }) {
  const t = useTexts(deviceTexts);
  const words =
    camera.is === 'asking' ? t.cameraAsking : camera.is === 'failed' ? t.cameraFailed : t.cameraOff;
  return (
    <div class="preview-words">
      <Icon node={camera.is === 'asking' ? Video : VideoOff} />
      <p>{words}</p>
    </div>
  );
}
