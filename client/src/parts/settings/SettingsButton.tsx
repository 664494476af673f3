// The gear: opens the settings, whose code is loaded on demand.
import { Settings } from 'lucide';
import { useLayoutEffect, useState } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { deviceTexts } from '../../language/texts/devices.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { FaultNotice } from '../FaultNotice.tsx';
import type { RemoteSound } from '../../media/remoteSound.ts';
import { useChunk } from '../useChunk.ts';

const load = () => import('./SettingsDialog.tsx');

interface SettingsButtonProps {
  session: MeetingSession;
  /** The audio that is played on the chosen loudspeaker; in the meeting only. */
  sound?: RemoteSound;
}

export function SettingsButton({ session, sound }: SettingsButtonProps) {
  const t = useTexts(deviceTexts);
  const common = useTexts(everywhereTexts);
  const [isNear, setIsNear] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const settings = useChunk(load, isOpen ? 'open' : isNear);
  useLayoutEffect(() => sound?.playThrough(session.devices.loudspeaker), [sound, session]);

  return (
    <>
      <button
        type="button"
        class="button is-plain"
        aria-label={t.settings}
        title={t.settings}
        aria-haspopup="dialog"
        // The code is loaded while the pointer approaches.
        onPointerEnter={() => setIsNear(true)}
        onClick={() => setIsOpen(true)}
      >
        <Icon node={Settings} />
        <span class="bar-words">{t.settings}</span>
      </button>
      {isOpen && settings && (
        <settings.SettingsDialog session={session} onClose={() => setIsOpen(false)} />
      )}
      {isOpen && settings === null && <FaultNotice>{common.unreachable}</FaultNotice>}
    </>
  );
}
