// The requests of the chat.
import { z } from 'zod';
import type { RequestDefinition } from './requestDefinition.ts';
import { message, messageId, messageText, messageTo } from '../message.ts';
import { nothing, areUnique } from './requestParts.ts';

export const chatRequests = {
  /** Idempotent per message id. */
  sendMessage: {
    body: z.object({ id: messageId, to: messageTo, text: messageText }),
    reply: z.object({ sentAt: z.number() }),
    refusals: ['notJoined', 'recipientGone', 'recipientOnPhone'],
  },
  /** The messages so far to everybody, and to and from this participant, in pages, oldest first. */
  readMessages: {
    body: z.object({
      /** 0, or `next` of the page before. */
      after: z.int().min(0),
    }),
    reply: z.object({ messages: z.array(message), next: z.int().nullable() }),
    refusals: ['notJoined'],
  },
  /** These private messages have arrived; their senders are told. Not awaited. */
  messagesArrived: {
    body: z.object({ ids: z.array(messageId).max(100).refine(areUnique, 'each once') }),
    reply: nothing,
    refusals: ['notJoined'],
  },
} as const satisfies Record<string, RequestDefinition>;
