// A conversation with one person or with everybody, and the field to write in.
import type { MessageTo } from '@distansmote/shared/signalling/message.ts';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { chatTexts } from '../../language/texts/chat.ts';
import { conversationTexts } from '../../language/texts/conversation.ts';
import { useTexts } from '../../language/useTexts.ts';
import { readsChat } from '../../session/capabilities.ts';
import { unreadCount } from '../../session/chat.ts';
import { sendAgain } from '../../session/chatSending.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { MessageField } from './MessageField.tsx';
import { isContinued } from './isContinued.ts';
import { MessageItem } from './MessageItem.tsx';
import { SidePanel } from '../room/SidePanel.tsx';
import { useRoleWords } from '../useRoleWords.ts';
import { useStore } from '../useStore.ts';

interface ConversationPanelProps {
  session: MeetingSession;
  to: MessageTo;
  onBack: () => void;
  onClose: () => void;
}

export function ConversationPanel({ session, to, onBack, onClose }: ConversationPanelProps) {
  const t = useTexts(conversationTexts);
  const chatWords = useTexts(chatTexts);
  const { chat, meeting } = session;
  const conversation = useStore(chat.store, (state) => state.conversations.get(to));
  // Of the other conversations: on a phone nothing else is seen of them.
  const unread = useStore(chat.store, unreadCount);
  const other = useStore(meeting, (state) => state.others.find(({ id }) => id === to));
  const role = useRoleWords(other?.role);
  const log = useRef<HTMLDivElement>(null);
  const name = other?.name ?? conversation?.name ?? '';
  const isGone = to !== 'everybody' && other === undefined;
  const cannotRead = other !== undefined && !readsChat(other.kind);
  const why = !cannotRead ? t.gone : other.kind === 'room' ? t.inRoom : t.onPhone;
  const messages = conversation?.messages ?? [];

  useEffect(() => {
    chat.open(to, name);
    return () => chat.close();
  }, [chat, to]);

  // Keeps the newest message in view, unless the person has scrolled up.
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (isAtEnd.current) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [messages.length, to]);
  const watchEnd = () => {
    const element = log.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
  };

  return (
    <SidePanel
      key={to}
      more={role}
      heading={to === 'everybody' ? t.withEverybody : t.withPerson({ name })}
      back={{
        words: unread > 0 ? `${t.toPeople}, ${chatWords.unread(unread)}` : t.toPeople,
        unread,
        onBack,
      }}
      onClose={onClose}
    >
      <div class="conversation">
        <div
          class="conversation-log"
          ref={log}
          role="log"
          aria-label={to === 'everybody' ? t.withEverybody : t.withPerson({ name })}
          // It scrolls, so it must be reachable with the keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          onScroll={watchEnd}
        >
          {!cannotRead && (
            <>
              <p class="soft conversation-who">
                {to === 'everybody' ? t.everybodyReads : t.twoRead({ name })} {t.keptUntil}
              </p>
              {messages.length === 0 && <p class="soft">{t.nothingYet}</p>}
            </>
          )}
          {messages.map((message, at) => (
            <MessageItem
              key={message.id}
              message={message}
              isContinued={isContinued(messages[at - 1], message)}
              isPrivate={to !== 'everybody'}
              onSendAgain={() => sendAgain(chat, to, message.id)}
            />
          ))}
        </div>
        {isGone || cannotRead ? (
          <output class="conversation-gone">{why({ name })}</output>
        ) : (
          <MessageField chat={chat} to={to} draft={conversation?.draft ?? ''} />
        )}
      </div>
    </SidePanel>
  );
}
