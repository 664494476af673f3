// The gear: opens the settings, whose code is loaded on demand.
import { Settings } from 'lucide';
import { useLayoutEffect, useState } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { deviceTexts } from '../../language/texts/devices.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import type { RemoteSound } from '../../media/remoteSound.ts';

const load = async () => (await import('./SettingsDialog.tsx')).SettingsDialog;

interface SettingsButtonProps {
  session: MeetingSession;
  /** The audio that is played on the chosen loudspeaker; in the meeting only. */
  sound?: RemoteSound;
}

export function SettingsButton({ session, sound }: SettingsButtonProps) {
  const t = useTexts(deviceTexts);
  const common = useTexts(everywhereTexts);
  const [isOpen, setIsOpen] = useState(false);
  const [Dialog, setDialog] = useState<Awaited<ReturnType<typeof load>>>();
  const [isUnreachable, setIsUnreachable] = useState(false);
  useLayoutEffect(() => sound?.playThrough(session.devices.loudspeaker), [sound, session]);

  const fetchDialog = () => {
    setIsUnreachable(false);
    load().then(
      (dialog) => setDialog(() => dialog),
      () => setIsUnreachable(true),
    );
  };

  return (
    <>
      <button
        type="button"
        class="button is-plain"
        aria-label={t.settings}
        title={t.settings}
        aria-haspopup="dialog"
        // The code is loaded while the pointer approaches.
        onPointerEnter={fetchDialog}
        onClick={() => {
          setIsOpen(true);
          fetchDialog();
        }}
      >
        <Icon node={Settings} />
        <span class="bar-words">{t.settings}</span>
      </button>
      {isOpen && Dialog && <Dialog session={session} onClose={() => setIsOpen(false)} />}
      {isOpen && isUnreachable && (
        <Notice tone="fault" role="alert">
          <p>{common.unreachable}</p>
        </Notice>
      )}
    </>
  );
}
