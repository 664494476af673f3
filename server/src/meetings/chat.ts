// What is written in a meeting: kept in memory only, for as long as the meeting lasts.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';

/** The oldest go when there are more; 8 MB at the very most. */
const MAX_MESSAGES = 1_000;

export class Chat {
  /** By id, in the order they were sent. */
  readonly #messages = new Map<string, Message>();

  /** @returns the message as it stands: one that is sent again is the first one still. */
  add(message: Message): { message: Message; isNew: boolean } {
    const former = this.#messages.get(message.id);
    // Somebody else's id cannot be taken: to its thief the message is a new one that nobody gets.
    if (former !== undefined) return { message: former, isNew: false };
    this.#messages.set(message.id, message);
    if (this.#messages.size > MAX_MESSAGES) {
      for (const oldest of this.#messages.keys()) {
        this.#messages.delete(oldest);
        break;
      }
    }
    return { message, isNew: true };
  }

  /** The sender of a private message to `recipient`; undefined for any other. */
  senderTo(recipient: ParticipantId, messageId: string): ParticipantId | undefined {
    const message = this.#messages.get(messageId);
    return message?.to === recipient ? message.from : undefined;
  }

  /** What `reader` may read: what was said to all, and what the reader wrote and was written. */
  readableBy(reader: ParticipantId): Message[] {
    return [...this.#messages.values()].filter(
      ({ to, from }) => to === 'everybody' || to === reader || from === reader,
    );
  }
}
