// The message field, a line that grows: Enter sends, Shift+Enter breaks the line (on touch screens Enter does). Warns of limits ahead.
import type { MessageTo } from '@distansmote/shared/signalling/message.ts';
import { MESSAGE_MAX_LENGTH } from '@distansmote/shared/signalling/messageLimits.ts';
import { SendHorizontal } from 'lucide';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { conversationTexts } from '../../language/texts/conversation.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Chat } from '../../session/chat.ts';
import { sendDraft } from '../../session/chatSending.ts';
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
  // As high as what is written, up to the limit in the style.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
  }, [draft]);
  const limit = isFull ? t.tooFast : left <= COUNT_FROM ? t.leftToWrite(left) : undefined;

  const send = (event: Event) => {
    event.preventDefault();
    if (!isFull) sendDraft(chat, to);
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    // During composition (Chinese, Japanese, dead keys) Enter belongs to the input method.
    const isTouch = matchMedia('(pointer: coarse)').matches;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !isTouch) send(event);
  };

  return (
    <form class="message-form" onSubmit={send}>
      <label class="visually-hidden" for={id}>
        {t.yourMessage}
      </label>
      <div class="message-line">
        <textarea
          id={id}
          ref={field}
          rows={1}
          placeholder={t.yourMessage}
          title={t.howToSend}
          maxLength={MESSAGE_MAX_LENGTH}
          aria-describedby={`${id}-hint`}
          value={draft}
          onInput={(event) => chat.write(to, event.currentTarget.value)}
          onKeyDown={sendOnEnter}
        />
        <button
          type="submit"
          class="button icon-button"
          aria-label={t.send}
          title={t.send}
          aria-disabled={isFull || draft.trim() === ''}
        >
          <Icon node={SendHorizontal} class="is-ahead" />
        </button>
      </div>
      <p class={limit ? 'field-hint' : 'visually-hidden'} id={`${id}-hint`}>
        {limit ?? t.howToSend}
      </p>
    </form>
  );
}
