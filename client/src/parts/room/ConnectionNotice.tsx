// Says that one's own network is weak, and what helps.
import { AudioLines } from 'lucide';
import { connectionTexts } from '../../language/texts/connection.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../meeting/meetingSession.ts';
import { keepingFocus } from '../headingFocus.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';

export function ConnectionNotice({ session }: { session: MeetingSession }) {
  const t = useTexts(connectionTexts);
  const room = useTexts(roomTexts);
  const isWeak = useStore(
    session.meeting,
    ({ me, pictures }) => me?.connection === 'poor' && pictures === 'shown',
  );
  if (!isWeak) return null;
  return (
    <Notice tone="caution" title={t.ownPoorTitle}>
      <p>{t.ownPoor}</p>
      <button
        type="button"
        class="button"
        onClick={keepingFocus(() => session.pictures.setShown(false))}
      >
        <Icon node={AudioLines} />
        {room.soundOnly}
      </button>
    </Notice>
  );
}
