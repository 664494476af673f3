// The meeting's buttons for microphone and camera, with a short word each.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useStore } from '../useStore.ts';
import { DeviceToggle } from './DeviceToggle.tsx';
import { useMicrophoneState } from './useMicrophoneState.ts';

export function DeviceToggles({ session }: { session: MeetingSession }) {
  const camera = useStore(session.localMedia, (state) => state.camera.type);
  const microphone = useMicrophoneState(session);
  return (
    <>
      <DeviceToggle
        device="microphone"
        state={microphone}
        onToggle={session.microphone.toggle}
        onMute={session.microphone.mute}
        isShort
      />
      <DeviceToggle
        device="camera"
        state={camera}
        onToggle={() => session.devices.toggleCamera()}
        isShort
      />
    </>
  );
}
