// Starts and stops sharing the screen.
import { MonitorUp, MonitorX } from 'lucide';
import { screenTexts } from '../../language/texts/screen.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { isScreenSharingPossible } from '../../media/localScreen.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

export function ShareButton({ session }: { session: MeetingSession }) {
  const t = useTexts(screenTexts);
  const { type } = useStore(session.localScreen, (state) => state.screen);
  // Phones and tablets cannot share, so there is no button that can only fail.
  if (!isScreenSharingPossible()) return null;
  const isOn = type === 'on';
  const words = isOn ? t.stop : type === 'asking' ? t.choosing : t.share;
  return (
    <button
      type="button"
      class={`button is-plain share-button ${isOn ? 'is-sharing' : ''}`}
      aria-label={words}
      title={words}
      onClick={() => (isOn ? session.stopSharing() : session.startSharing())}
    >
      <Icon node={isOn ? MonitorX : MonitorUp} />
      <span class="bar-words">{words}</span>
    </button>
  );
}
