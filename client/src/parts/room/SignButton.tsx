// Beside the hand where there is room, for whoever signs or has signed from this browser: says that one signs now, or rests.
import { HandMetal } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { moreTexts } from '../../language/texts/more.ts';
import { useTexts } from '../../language/useTexts.ts';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

export function SignButton({ session }: { session: MeetingSession }) {
  const t = useTexts(moreTexts);
  const isSigning = useStore(session.meeting, (state) => state.me?.isSigning === true);
  const [hasSigned, setHasSigned] = useState(() => readRemembered('signs') === 'true');
  useEffect(() => {
    if (!isSigning) return;
    setHasSigned(true);
    remember('signs', 'true');
  }, [isSigning]);
  if (!isSigning && !hasSigned) return null;
  return (
    <button
      type="button"
      class={`toggle is-sign ${isSigning ? 'is-open' : ''}`}
      aria-pressed={isSigning}
      aria-label={t.sign}
      title={t.sign}
      onClick={() => session.setSigning(!isSigning)}
    >
      <Icon node={HandMetal} />
      <span class="toggle-words">{t.signShort}</span>
    </button>
  );
}
