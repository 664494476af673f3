// A message: who, when, what, and for sent ones whether it has arrived.
import { conversationTexts } from '../../language/texts/conversation.ts';
import { locale } from '../../language/locale.ts';
import { clock } from '../../language/swedishTimes.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ChatMessage } from '../../session/chat.ts';
import { linkify } from './linkify.ts';

interface MessageItemProps {
  message: ChatMessage;
  /** Follows one of the same sender: who and when is only read aloud. */
  isContinued: boolean;
  isPrivate: boolean;
  onSendAgain: () => void;
}

export function MessageItem({ message, isContinued, isPrivate, onSendAgain }: MessageItemProps) {
  const t = useTexts(conversationTexts);
  const { fromMe, fromName, text, sentAt, state } = message;
  const time = new Date(sentAt).toISOString();
  return (
    <div class={`message ${fromMe ? 'is-mine' : ''} ${isContinued ? 'is-continued' : ''}`}>
      <p class={isContinued ? 'visually-hidden' : 'message-head'}>
        <bdi class="message-name">{fromMe ? t.me : fromName}</bdi>{' '}
        <time dateTime={time}>{clock(time, locale.get())}</time>
      </p>
      <p class="message-text" dir="auto">
        {linkify(text).map((part, index) =>
          part.href === undefined ? (
            part.text
          ) : (
            <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          ),
        )}
      </p>
      {fromMe && state === 'failed' && (
        <p class="message-state is-failed" role="alert">
          {t.failed}{' '}
          <button type="button" class="button is-quiet" onClick={onSendAgain}>
            {t.sendAgain}
          </button>
        </p>
      )}
      {fromMe && state !== 'failed' && (isPrivate || state === 'sending') && (
        <p class="message-state">{t[state]}</p>
      )}
    </div>
  );
}
