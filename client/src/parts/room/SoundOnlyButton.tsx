// Turns the others' video off and on: with a weak network or CPU, audio comes first.
import { AudioLines } from 'lucide';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

export function SoundOnlyButton({ session }: { session: MeetingSession }) {
  const t = useTexts(roomTexts);
  const isSoundOnly = useStore(session.meeting, ({ remoteVideo }) => remoteVideo !== 'shown');
  return (
    <button
      type="button"
      class={`toggle ${isSoundOnly ? 'is-open' : ''}`}
      aria-pressed={isSoundOnly}
      onClick={() => session.remoteVideo.setShown(isSoundOnly)}
    >
      <Icon node={AudioLines} />
      <span class="toggle-words">{t.soundOnly}</span>
    </button>
  );
}
