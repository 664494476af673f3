// The chat: which messages were written to whom, and whether they arrived. What sends them comes with the panel.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message, MessageTo } from '@distansmote/shared/signalling/message.ts';
import { createStore } from 'zustand/vanilla';
import type { SignallingClient } from '../platform/signallingClient.ts';

/** `sent`: the server has it. `delivered`: the recipient's page shows it (private messages only). */
type MessageState = 'sending' | 'sent' | 'delivered' | 'failed';

export interface ChatMessage {
  id: string;
  fromMe: boolean;
  fromName: string;
  text: string;
  /** Milliseconds since the Unix epoch; by this page's clock until the server has it. */
  sentAt: number;
  state: MessageState;
}

export interface Conversation {
  /** The other person's last known name; empty for everybody. */
  name: string;
  messages: readonly ChatMessage[];
  unread: number;
  /** Typed but not sent. */
  draft: string;
}

export interface ChatState {
  conversations: ReadonlyMap<MessageTo, Conversation>;
  /** The conversation that is on screen. */
  open: MessageTo | undefined;
  /** The latest message received while its conversation was not open, for the live region. */
  latest: { id: string; fromName: string; isPrivate: boolean } | undefined;
  /** The rate limit is reached: another message now would be refused. */
  isFull: boolean;
}

const EMPTY: Conversation = { name: '', messages: [], unread: 0, draft: '' };

export function createChat() {
  const store = createStore<ChatState>()(() => ({
    conversations: new Map([['everybody', EMPTY]]),
    open: undefined,
    latest: undefined,
    isFull: false,
  }));
  let signalling: SignallingClient | undefined;
  let me: { id: ParticipantId; name: string } | undefined;

  function change(key: MessageTo, how: (before: Conversation) => Conversation): void {
    const { conversations } = store.getState();
    const after = how(conversations.get(key) ?? EMPTY);
    store.setState({ conversations: new Map(conversations).set(key, after) });
  }

  function changeMessage(id: string, changed: Partial<ChatMessage>): void {
    for (const [key, { messages }] of store.getState().conversations) {
      if (!messages.some((message) => message.id === id)) continue;
      change(key, (before) => ({
        ...before,
        messages: before.messages.map((one) => (one.id === id ? { ...one, ...changed } : one)),
      }));
    }
  }

  /** The conversation that a message belongs to: with everybody, or with the other person. */
  function keyOf({ to, from }: Message): MessageTo {
    if (to === 'everybody') return to;
    return from === me?.id ? to : from;
  }

  /** @returns whether it is new. */
  function put(message: Message): boolean {
    const key = keyOf(message);
    const fromMe = message.from === me?.id;
    const known = store.getState().conversations.get(key)?.messages ?? [];
    if (known.some(({ id }) => id === message.id)) return false;
    const { id, fromName, text, sentAt } = message;
    const added: ChatMessage = { id, fromMe, fromName, text, sentAt, state: 'sent' };
    change(key, (before) => ({
      ...before,
      name: fromMe || key === 'everybody' ? before.name : fromName,
      messages: [...before.messages, added].sort((a, b) => a.sentAt - b.sentAt),
    }));
    return true;
  }

  /** Tells the senders of private messages that they are shown here. */
  function confirm(messages: readonly Message[]): void {
    const ids = messages.filter(({ to }) => to === me?.id).map(({ id }) => id);
    if (ids.length > 0) signalling?.sendReliable('messagesArrived', { ids });
  }

  /** Adds an unread message. */
  function arrive(message: Message): void {
    const key = keyOf(message);
    if (!put(message) || store.getState().open === key) return;
    change(key, (before) => ({ ...before, unread: before.unread + 1 }));
    const { id, fromName } = message;
    store.setState({ latest: { id, fromName, isPrivate: key !== 'everybody' } });
  }

  return {
    store,
    /** For `chatSending.ts`. */
    change,
    changeMessage,
    /** By and as whom; undefined before the join. */
    get sender() {
      return signalling && me && { signalling, me };
    },

    /**
     * From now on messages can be sent. Earlier ones are fetched: unannounced at the first join, as unread
     * after a reconnect.
     */
    joined(
      by: SignallingClient,
      who: { id: ParticipantId; name: string },
      hasMessages: boolean,
    ): void {
      const take = me === undefined ? put : arrive;
      signalling = by;
      me = who;
      if (!hasMessages) return;
      const loading = import('./chatHistory.ts');
      void loading.then(({ readHistory }) =>
        readHistory(by, (messages) => {
          messages.forEach(take);
          confirm(messages);
        }),
      );
    },

    received(message: Message): void {
      arrive(message);
      confirm([message]);
    },

    delivered: (id: string): void => changeMessage(id, { state: 'delivered' }),

    /** @param name of the other person; empty for everybody. */
    open(key: MessageTo, name: string): void {
      change(key, (before) => ({ ...before, name: name || before.name, unread: 0 }));
      store.setState({ open: key });
    },

    close: (): void => store.setState({ open: undefined }),

    write: (key: MessageTo, draft: string): void => change(key, (before) => ({ ...before, draft })),
  };
}
export type Chat = ReturnType<typeof createChat>;

/** The conversation to open: the one with the latest unread message, otherwise the one with everybody. */
export function conversationToRead({ conversations }: ChatState): MessageTo {
  const lastSentAt = ({ messages }: Conversation) => messages.at(-1)?.sentAt ?? 0;
  const [latest] = [...conversations]
    .filter(([, { unread }]) => unread > 0)
    .sort(([, a], [, b]) => lastSentAt(b) - lastSentAt(a));
  return latest?.[0] ?? 'everybody';
}

/** In all conversations. */
export function unreadCount({ conversations }: ChatState): number {
  return [...conversations.values()].reduce((sum, { unread }) => sum + unread, 0);
}
