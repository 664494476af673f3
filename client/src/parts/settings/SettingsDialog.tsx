// The settings of camera, microphone and loudspeaker: which are used, how they look and sound, what is wrong with them.
import { X } from 'lucide';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { deviceTexts } from '../../language/texts/devices.ts';
import { useTexts } from '../../language/useTexts.ts';
import { organization } from '../../platform/organization.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { isInMeeting } from '../../session/sessionState.ts';
import { CameraSettings } from './CameraSettings.tsx';
import { DialIn } from './DialIn.tsx';
import { DeviceEventNotices } from '../devices/DeviceEventNotices.tsx';
import { DeviceNotices } from '../devices/DeviceNotices.tsx';
import { deviceTroubles } from '../devices/deviceTrouble.ts';
import { Icon } from '../Icon.tsx';
import { LoudspeakerSettings } from './LoudspeakerSettings.tsx';
import { MicrophoneSettings } from './MicrophoneSettings.tsx';
import { SoundSwitches } from './SoundSwitches.tsx';
import { useIsAudioByPhone } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';

interface SettingsDialogProps {
  session: MeetingSession;
  onClose: () => void;
}

export function SettingsDialog({ session, onClose }: SettingsDialogProps) {
  const words = useTexts(deviceTexts);
  const common = useTexts(everywhereTexts);
  const id = useId();
  const { devices } = session;
  const local = useStore(devices.store, (state) => state);
  const isInRoom = useStore(session.meeting, (state) => isInMeeting(state.sessionState));
  const isByPhone = useIsAudioByPhone(session);
  const troubles = deviceTroubles({
    camera: local.camera,
    // A telephone in its place does not need it.
    microphone: isByPhone ? { type: 'off' } : local.microphone,
  });
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog
      class="dialog settings"
      ref={dialog}
      aria-labelledby={id}
      closedby="any"
      onClose={onClose}
    >
      <div class="settings-header">
        <h2 id={id} tabIndex={-1}>
          {words.settings}
        </h2>
        <button type="button" class="button is-quiet" onClick={() => dialog.current?.close()}>
          <Icon node={X} />
          {common.close}
        </button>
      </div>
      <div class="settings-body">
        <div class="settings-notices" aria-live="polite">
          <DeviceEventNotices devices={devices} />
          <DeviceNotices troubles={troubles} onTryAgain={() => devices.retry()} />
        </div>
        <CameraSettings devices={devices} />
        <div class="settings-column">
          <MicrophoneSettings devices={devices} isInMeeting={isInRoom} isReplaced={isByPhone} />
          <DialIn session={session} onCall={() => dialog.current?.close()} />
          <LoudspeakerSettings devices={devices} />
        </div>
        <SoundSwitches devices={devices} />
        <p>
          <a
            href={organization.accessibilityUrl ?? '/tillganglighet'}
            target="_blank"
            rel="noopener"
            title={common.opensInTab}
          >
            {common.accessibility}
          </a>
        </p>
      </div>
    </dialog>
  );
}
