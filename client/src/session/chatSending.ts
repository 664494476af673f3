// Sends what is written in the chat, and again what did not arrive.
import type { MessageTo } from '@distansmote/shared/signalling/message.ts';
import { MESSAGE_BUDGET } from '@distansmote/shared/signalling/messageLimits.ts';
import { tidyText } from '@distansmote/shared/signalling/messageText.ts';
import { RequestRefused } from '../platform/signallingClient.ts';
import type { Chat, ChatMessage } from './chat.ts';
import { newMessageId } from './newMessageId.ts';

/** How many messages within the server's window. */
const sentLately = new WeakMap<Chat, number>();

/** The draft of that conversation. */
export function sendDraft(chat: Chat, key: MessageTo): void {
  const { sender } = chat;
  const text = tidyText(chat.store.getState().conversations.get(key)?.draft ?? '');
  if (text === '' || sender === undefined) return;
  const message: ChatMessage = {
    id: newMessageId(),
    fromMe: true,
    fromName: sender.me.name,
    text,
    sentAt: Date.now(),
    state: 'sending',
  };
  chat.change(key, (before) => ({
    ...before,
    draft: '',
    messages: [...before.messages, message],
  }));
  void post(chat, key, message.id, text);
}

/** Retries a failed message under the same id, so that it appears once even if the first attempt arrived. */
export function sendAgain(chat: Chat, key: MessageTo, id: string): void {
  const message = messageOf(chat, key, id);
  if (message === undefined) return;
  chat.changeMessage(id, { state: 'sending' });
  void post(chat, key, id, message.text);
}

async function post(chat: Chat, key: MessageTo, id: string, text: string): Promise<void> {
  try {
    if (chat.sender === undefined) throw new Error('not joined yet');
    count(chat);
    const request = { id, to: key, text };
    const { sentAt } = await chat.sender.signalling.request('sendMessage', request);
    // The delivery notice may arrive before the reply.
    const isDelivered = messageOf(chat, key, id)?.state === 'delivered';
    chat.changeMessage(id, isDelivered ? { sentAt } : { sentAt, state: 'sent' });
  } catch (error) {
    chat.changeMessage(id, { state: 'failed' });
    if (error instanceof RequestRefused && error.code === 'tooFast')
      chat.store.setState({ isFull: true });
  }
}

/** Counts as the server's rate limit does, so that the page can warn before a refusal. */
function count(chat: Chat): void {
  change(1);
  setTimeout(() => change(-1), MESSAGE_BUDGET.windowMs);

  function change(by: number): void {
    const now = (sentLately.get(chat) ?? 0) + by;
    sentLately.set(chat, now);
    chat.store.setState({ isFull: now >= MESSAGE_BUDGET.messages });
  }
}

const messageOf = (chat: Chat, key: MessageTo, id: string) =>
  chat.store
    .getState()
    .conversations.get(key)
    ?.messages.find((one) => one.id === id);
