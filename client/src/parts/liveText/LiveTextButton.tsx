// Opens and closes Direkttext, and says who writes there first.
import { TextCursorInput } from 'lucide';
import { chatTexts } from '../../language/texts/chat.ts';
import { liveTextTexts } from '../../language/texts/liveText.ts';
import { useTexts } from '../../language/useTexts.ts';
import { liveTextOf } from '../../session/liveText/liveText.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Unread } from '../chat/Unread.tsx';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

export function LiveTextButton({ session }: { session: MeetingSession }) {
  const t = useTexts(liveTextTexts);
  const chatWords = useTexts(chatTexts);
  const liveText = liveTextOf(session.liveText, session.meeting);
  const isOpen = useStore(liveText.store, (state) => state.isOpen);
  const unread = useStore(liveText.store, (state) => state.unread);
  const openedBy = useStore(liveText.store, (state) => state.openedBy);
  return (
    <>
      <button
        type="button"
        class={`toggle live-text-toggle ${isOpen ? 'is-open' : ''}`}
        aria-expanded={isOpen}
        onClick={isOpen ? liveText.close : liveText.open}
      >
        <Icon node={TextCursorInput} />
        <span class="toggle-words">
          {t.liveText}
          {unread > 0 && <span class="visually-hidden">, {chatWords.unread(unread)}</span>}
        </span>
        <Unread count={unread} />
      </button>
      <output class="visually-hidden">
        {openedBy !== undefined && t.writes({ name: openedBy })}
      </output>
    </>
  );
}
