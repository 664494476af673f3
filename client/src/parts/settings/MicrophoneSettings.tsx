// Which microphone is used, whether it picks up sound, and how the person sounds.
import { MicrophoneMeter } from '../devices/MicrophoneMeter.tsx';
import type { LocalMedia } from '../../media/localMedia.ts';
import { DeviceSelect } from './DeviceSelect.tsx';
import { DeviceToggle } from '../devices/DeviceToggle.tsx';
import { useDeviceInUse } from '../devices/useDeviceInUse.ts';
import { useStore } from '../useStore.ts';
import { VoiceTester } from './VoiceTester.tsx';

interface MicrophoneSettingsProps {
  devices: LocalMedia;
  /** The others hear the microphone while it is on. */
  isInMeeting?: boolean;
  /** A telephone replaces it: whether it is on is shown elsewhere. */
  isReplaced?: boolean;
  onHeard?: () => void;
}

export function MicrophoneSettings({
  devices,
  isInMeeting = false,
  isReplaced = false,
  onHeard,
}: MicrophoneSettingsProps) {
  const microphone = useStore(devices.store, (state) => state.microphone);
  const listed = useStore(devices.list, (state) => state.microphone);
  const inUse = useDeviceInUse(devices, 'microphone');
  return (
    <div class="settings-group">
      <DeviceSelect
        kind="microphone"
        listed={listed}
        inUse={inUse}
        onChoose={devices.chooseMicrophone}
      />
      {microphone.type !== 'failed' && !isReplaced && (
        <MicrophoneMeter microphone={microphone} {...(onHeard && { onHeard })} />
      )}
      <div class="settings-pair">
        {!isReplaced && (
          <DeviceToggle
            device="microphone"
            state={microphone.type}
            onToggle={devices.toggleMicrophone}
            onMute={devices.muteMicrophone}
          />
        )}
        <VoiceTester
          microphone={microphone}
          loudspeaker={devices.loudspeaker}
          isHeard={isInMeeting && microphone.type === 'on'}
        />
      </div>
    </div>
  );
}
