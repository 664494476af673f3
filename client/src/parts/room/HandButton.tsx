// Raises and lowers the person's hand.
import { Hand } from 'lucide';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

export function HandButton({ session }: { session: MeetingSession }) {
  const t = useTexts(roomTexts);
  const isUp = useStore(session.meeting, (state) => (state.me?.handRaisedAt ?? null) !== null);
  const words = isUp ? t.lowerHand : t.raiseHand;
  return (
    <button
      type="button"
      class={`toggle ${isUp ? 'is-raised' : ''}`}
      aria-label={words}
      title={words}
      onClick={() => session.setHandRaised(!isUp)}
    >
      <Icon node={Hand} />
      <span class="toggle-words">{t.hand}</span>
    </button>
  );
}
