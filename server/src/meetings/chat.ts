// What is written in a meeting, and who is told of it: kept in memory only, for as long as the meeting lasts.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Participant } from './participant.ts';
import type { Roll } from './roll.ts';

/** The oldest go when there are more; 8 MB at the very most. */
const MAX_MESSAGES = 1_000;

export class Chat {
  readonly #roll: Roll;
  /** By id, in the order they were sent. */
  readonly #messages = new Map<string, Message>();

  readonly #arrived = new WeakSet<Message>();

  constructor(roll: Roll) {
    this.#roll = roll;
  }

  /**
   * @param fromName the sender's, as it is shown now.
   * @returns the message as it stands: one that is sent again is told once.
   */
  send(sender: Participant, fromName: string, sent: Pick<Message, 'id' | 'to' | 'text'>): Message {
    const former = this.#messages.get(sent.id);
    // Somebody else's id cannot be taken: to its thief the message is a new one that nobody gets.
    if (former !== undefined) return former;
    const message: Message = { ...sent, from: sender.id, fromName, sentAt: Date.now() };
    this.#messages.set(message.id, message);
    if (this.#messages.size > MAX_MESSAGES) {
      for (const oldest of this.#messages.keys()) {
        this.#messages.delete(oldest);
        break;
      }
    }
    const notice: Notice = { name: 'messageSent', body: { message } };
    if (message.to === 'everybody') this.#roll.tellOthersPresent(sender, notice);
    else this.#roll.tell(message.to, notice);
    return message;
  }

  /** The sender of a private message is told, once, that it stands on the page of the one it is for. */
  arrived(recipient: Participant, messageId: string): void {
    const message = this.#messages.get(messageId);
    if (message?.to !== recipient.id || this.#arrived.has(message)) return;
    this.#arrived.add(message);
    this.#roll.tell(message.from, { name: 'messageDelivered', body: { id: messageId } });
  }

  /** What `reader` may read: what was said to all, and what the reader wrote and was written. */
  readableBy(reader: ParticipantId): Message[] {
    return [...this.#messages.values()].filter(
      ({ to, from }) => to === 'everybody' || to === reader || from === reader,
    );
  }
}
