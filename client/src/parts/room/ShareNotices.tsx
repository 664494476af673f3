// Tells the presenter that everybody sees the screen, with a button to stop; or why sharing failed.
import { MonitorX } from 'lucide';
import { screenTexts } from '../../language/texts/screen.ts';
import { sharingTexts } from '../../language/texts/sharing.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';

export function ShareNotices({ session }: { session: MeetingSession }) {
  const t = useTexts(sharingTexts);
  const button = useTexts(screenTexts);
  const screen = useStore(session.localScreen, (state) => state.screen);
  if (screen.type === 'on') {
    return (
      <div class="banner">
        <p>{screen.sound ? t.youShareWithSound : t.youShare}</p>
        <button type="button" class="button" onClick={() => session.stopSharing()}>
          <Icon node={MonitorX} />
          {button.stop}
        </button>
      </div>
    );
  }
  if (screen.type === 'asking' || screen.problem === undefined) return null;
  return (
    <Notice
      tone="caution"
      title={t[`${screen.problem}Title`]}
      onClose={() => session.localScreen.setState({ screen: { type: 'off' } })}
    >
      <p>{t[screen.problem]}</p>
    </Notice>
  );
}
