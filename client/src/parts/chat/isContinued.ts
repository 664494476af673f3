// Whether a message stands under the name and time of the one before.
import type { ChatMessage } from '../../session/chat.ts';

/** Later, the time is of interest again. */
const WITHIN_MS = 5 * 60_000;

type Said = Pick<ChatMessage, 'fromMe' | 'fromName' | 'sentAt'>;

export function isContinued(before: Said | undefined, message: Said): boolean {
  return (
    before !== undefined &&
    before.fromMe === message.fromMe &&
    before.fromName === message.fromName &&
    message.sentAt - before.sentAt < WITHIN_MS
  );
}
