// Opens the latest unread conversation, otherwise the one with everybody; shows the total of unread messages.
import { MessageSquare } from 'lucide';
import { chatTexts } from '../../language/texts/chat.ts';
import { useTexts } from '../../language/useTexts.ts';
import { unreadCount } from '../../session/chat.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { Unread } from './Unread.tsx';
import { useStore } from '../useStore.ts';

interface ChatButtonProps {
  session: MeetingSession;
  isOpen: boolean;
  onToggle: () => void;
}

export function ChatButton({ session, isOpen, onToggle }: ChatButtonProps) {
  const t = useTexts(chatTexts);
  const unread = useStore(session.chat.store, unreadCount);
  return (
    <button
      type="button"
      class={`toggle ${isOpen ? 'is-open' : ''}`}
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      <Icon node={MessageSquare} />
      <span class="toggle-words">
        {t.chat}
        {unread > 0 && <span class="visually-hidden">, {t.unread(unread)}</span>}
      </span>
      <Unread count={unread} />
    </button>
  );
}
