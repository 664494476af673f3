// A chat message, its limits, and how they look on the wire.
import { z } from 'zod';
import { participantId, personName } from './shapes.ts';
import { MESSAGE_MAX_LENGTH } from './messageLimits.ts';
import { tidyText } from './messageText.ts';

/** Whom a message is for: everybody in the meeting, or one participant. */
export const messageTo = z.union([z.literal('everybody'), participantId]);
export type MessageTo = z.infer<typeof messageTo>;

/** Drawn by the sender's page, so that one that is sent again is not a second one. */
export const messageId = z.uuid();

export const messageText = z
  .string()
  .max(MESSAGE_MAX_LENGTH)
  .transform(tidyText)
  .refine((text) => text !== '', 'at least one visible character');

export const message = z.object({
  id: messageId,
  from: participantId,
  /** As it was then: the sender may be gone when it is read. */
  fromName: personName,
  to: messageTo,
  text: messageText,
  /** Milliseconds since 1970, by the server's clock. */
  sentAt: z.number(),
});
export type Message = z.infer<typeof message>;
