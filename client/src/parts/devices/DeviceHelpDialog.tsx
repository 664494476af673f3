// In the meeting: why one's own camera or microphone does not work, and what to do.
import { useEffect, useRef } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { permissionTexts } from '../../language/texts/permission.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { PhoneHint } from '../PhoneHint.tsx';
import { useStore } from '../useStore.ts';
import { DeviceNotices } from './DeviceNotices.tsx';
import { deviceTroubles } from './deviceTrouble.ts';

interface DeviceHelpDialogProps {
  session: MeetingSession;
  onClose: () => void;
}

export function DeviceHelpDialog({ session, onClose }: DeviceHelpDialogProps) {
  const t = useTexts(permissionTexts);
  const common = useTexts(everywhereTexts);
  const devices = useStore(session.localMedia, (state) => state);
  const dialog = useRef<HTMLDialogElement>(null);
  const troubles = deviceTroubles(devices);
  useEffect(() => dialog.current?.showModal(), []);
  const isSolved =
    troubles.length === 0 &&
    devices.camera.type !== 'asking' &&
    devices.microphone.type !== 'asking';
  useEffect(() => {
    if (isSolved) dialog.current?.close();
  }, [isSolved]);
  return (
    <dialog class="dialog" ref={dialog} onClose={onClose} aria-labelledby="device-help-title">
      <div class="stack">
        <h2 id="device-help-title">{t.title}</h2>
        <div class="stack-tight" aria-live="polite">
          <DeviceNotices troubles={troubles} onTryAgain={() => session.retryDevices()} />
        </div>
        {devices.microphone.type === 'failed' && <PhoneHint meeting={session.meeting} />}
        <div class="buttons">
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {common.close}
          </button>
        </div>
      </div>
    </dialog>
  );
}
