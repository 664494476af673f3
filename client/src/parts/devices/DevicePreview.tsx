// Camera and microphone before anybody else sees or hears them.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { DeviceToggle } from './DeviceToggle.tsx';
import { MicrophoneMeter } from './MicrophoneMeter.tsx';
import { OwnPicture } from './OwnPicture.tsx';
import { SettingsButton } from '../settings/SettingsButton.tsx';
import { useStore } from '../useStore.ts';

export function DevicePreview({ session }: { session: MeetingSession }) {
  const devices = useStore(session.localMedia, (state) => state);
  const { camera, microphone } = devices;
  return (
    <div class="preview">
      {/* Why there is none is said above. */}
      {camera.type !== 'failed' && <OwnPicture camera={camera} />}
      <div class="toggles">
        <DeviceToggle
          device="microphone"
          state={microphone.type}
          onToggle={session.microphone.toggle}
          onMute={session.microphone.mute}
        />
        <DeviceToggle
          device="camera"
          state={camera.type}
          onToggle={() => session.devices.toggleCamera()}
        />
      </div>
      <div class="preview-row">
        {microphone.type !== 'failed' && <MicrophoneMeter microphone={microphone} />}
        <SettingsButton session={session} />
      </div>
    </div>
  );
}
