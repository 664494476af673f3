// What is written in a meeting, and who is told of it: kept in memory only, bounded, for as long as the meeting lasts.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import { CHAT_LIMIT } from '@distansmote/shared/signalling/messageLimits.ts';
import type { MeetingEvent } from './events.ts';
import type { Roster } from './roster.ts';

/** Of what is sent at once to somebody who has come, in bytes as they go over the wire. */
const PAGE_BYTES = 32_000;

interface Kept {
  message: Message;
  /** As JSON in UTF-8. */
  bytes: number;
  /** Grows by one with each; a page of the chat begins after one of them. */
  number: number;
  hasArrived: boolean;
}

export interface ChatPage {
  messages: Message[];
  /** As they go over the wire. */
  bytes: number;
  /** What to ask for next; null at the end. */
  next: number | null;
}

export class Chat {
  readonly #roster: Roster;
  /** By id, in the order they were sent. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;
  #lastNumber = 0;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /**
   * @param fromName the sender's, as it is shown now.
   * @returns the message as it stands: one that is sent again is told once.
   */
  send(from: ParticipantId, fromName: string, sent: Pick<Message, 'id' | 'to' | 'text'>): Message {
    const former = this.#kept.get(sent.id);
    // Somebody else's id cannot be taken: to its thief the message is a new one that nobody gets.
    if (former !== undefined) return former.message;
    const message: Message = { ...sent, from, fromName, sentAt: Date.now() };
    this.#keep(message);
    const event: MeetingEvent = { type: 'messageSent', message };
    if (message.to === 'everybody') this.#roster.tellOthers(from, event);
    else this.#roster.tell(message.to, event);
    return message;
  }

  /** The sender of a private message is told, once, that it stands on the page of the one it is for. */
  arrived(recipientId: ParticipantId, messageId: string): void {
    const kept = this.#kept.get(messageId);
    if (kept?.message.to !== recipientId || kept.hasArrived) return;
    kept.hasArrived = true;
    this.#roster.tell(kept.message.from, { type: 'messageDelivered', messageId });
  }

  /**
   * What `reader` may read: what was said to all, and what the reader wrote and was written, in order.
   * @param after 0, or the `next` of the page before.
   */
  pageFor(reader: ParticipantId, after: number): ChatPage {
    const messages: Message[] = [];
    let bytes = 0;
    let next = after;
    for (const kept of this.#kept.values()) {
      if (kept.number <= after) continue;
      if (isReadableBy(reader, kept.message)) {
        if (bytes > 0 && bytes + kept.bytes > PAGE_BYTES) return { messages, bytes, next };
        messages.push(kept.message);
        bytes += kept.bytes;
      }
      next = kept.number;
    }
    return { messages, bytes, next: null };
  }

  /** Whether there is anything that `reader` may read. */
  hasFor(reader: ParticipantId): boolean {
    return [...this.#kept.values()].some(({ message }) => isReadableBy(reader, message));
  }

  /** The oldest go when there is more than may be. */
  #keep(message: Message): void {
    const bytes = Buffer.byteLength(JSON.stringify(message));
    const number = (this.#lastNumber += 1);
    this.#kept.set(message.id, { message, bytes, number, hasArrived: false });
    this.#bytes += bytes;
    for (const [id, oldest] of this.#kept) {
      if (this.#kept.size <= CHAT_LIMIT.messages && this.#bytes <= CHAT_LIMIT.bytes) return;
      this.#kept.delete(id);
      this.#bytes -= oldest.bytes;
    }
  }
}

const isReadableBy = (reader: ParticipantId, { to, from }: Message): boolean =>
  to === 'everybody' || to === reader || from === reader;
