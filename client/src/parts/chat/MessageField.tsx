// The message field: Enter sends, Shift+Enter breaks the line (on touch screens Enter does). Warns of limits ahead.
import type { MessageTo } from '@distansmote/shared/signalling/message.ts';
import { MESSAGE_MAX_LENGTH } from '@distansmote/shared/signalling/messageLimits.ts';
import { SendHorizontal } from 'lucide';
import { useEffect, useId, useRef } from 'preact/hooks';
import { conversationTexts } from '../../language/texts/conversation.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Chat } from '../../session/chat.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

/** From here on the remaining characters are announced. */
const COUNT_FROM = 200;

interface MessageFieldProps {
  chat: Chat;
  to: MessageTo;
  draft: string;
}

export function MessageField({ chat, to, draft }: MessageFieldProps) {
  const t = useTexts(conversationTexts);
  const id = useId();
  const isFull = useStore(chat.store, (state) => state.isFull);
  const left = MESSAGE_MAX_LENGTH - draft.length;

  const field = useRef<HTMLTextAreaElement>(null);
  // The person wants to write, but on a touch screen the keyboard would cover the messages.
  useEffect(() => {
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus();
  }, [to]);
  const limit = isFull ? t.tooFast : left <= COUNT_FROM ? t.leftToWrite(left) : undefined;

  const send = (event: Event) => {
    event.preventDefault();
    if (!isFull) chat.send(to);
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    // During composition (Chinese, Japanese, dead keys) Enter belongs to the input method.
    const isTouch = matchMedia('(pointer: coarse)').matches;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !isTouch) send(event);
  };

  return (
    <form class="message-form" onSubmit={send}>
      <label for={id}>{t.yourMessage}</label>
      <textarea
        id={id}
        ref={field}
        rows={3}
        maxLength={MESSAGE_MAX_LENGTH}
        aria-describedby={`${id}-hint`}
        value={draft}
        onInput={(event) => chat.write(to, event.currentTarget.value)}
        onKeyDown={sendOnEnter}
      />
      <div class="message-form-row">
        <p class={`field-hint ${limit ? 'is-limit' : ''}`} id={`${id}-hint`}>
          {limit ?? t.howToSend}
        </p>
        <button type="submit" class="button" aria-disabled={isFull || draft.trim() === ''}>
          <Icon node={SendHorizontal} />
          {t.send}
        </button>
      </div>
    </form>
  );
}
