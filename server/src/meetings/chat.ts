// A meeting's chat: bounded, in memory only, gone with the meeting.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import { CHAT_LIMIT } from '@distansmote/shared/signalling/messageLimits.ts';
import type { MeetingEvent } from './events.ts';
import type { MeetingState } from './meetingState.ts';
import type { Roster } from './roster.ts';

/** Size limit of one page of messages, in bytes on the wire. */
const PAGE_BYTES = 32_000;

interface Kept {
  message: Message;
  /** As JSON in UTF-8. */
  bytes: number;
  /** Sequence number; pages are addressed by it. */
  number: number;
  hasArrived: boolean;
}

export interface ChatPage {
  messages: Message[];
  /** On the wire. */
  bytes: number;
  /** Where the next page starts; null on the last page. */
  next: number | null;
}

export class Chat {
  readonly #roster: Roster;
  /** By message id, oldest first. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;
  #lastNumber = 0;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  get state(): Pick<MeetingState, 'chat' | 'lastNumber'> {
    const chat = [...this.#kept.values()].map(({ message, number, hasArrived }) => ({
      message,
      number,
      hasArrived,
    }));
    return { chat, lastNumber: this.#lastNumber };
  }

  /** Of a meeting that was at another server; again when a later state comes. */
  restore({ chat, lastNumber }: Chat['state']): void {
    this.#kept.clear();
    this.#bytes = 0;
    for (const { message, number, hasArrived } of chat) this.#keep(message, number, hasArrived);
    this.#lastNumber = Math.max(this.#lastNumber, lastNumber);
  }

  /**
   * @param fromName the sender's display name.
   * @returns the stored message. Sending the same id again changes nothing.
   */
  send(from: ParticipantId, fromName: string, sent: Pick<Message, 'id' | 'to' | 'text'>): Message {
    const former = this.#kept.get(sent.id);
    // Also for an id that someone else used: their message isn't overwritten, and nobody is told.
    if (former !== undefined) return former.message;
    const message: Message = { ...sent, from, fromName, sentAt: Date.now() };
    this.#keep(message);
    const event: MeetingEvent = { type: 'messageSent', message };
    if (message.to === 'everybody') this.#roster.tellOthers(from, event);
    else this.#roster.tell(message.to, event);
    return message;
  }

  /** A private message has reached its recipient's page: tells the sender, once. */
  arrived(recipientId: ParticipantId, messageId: string): void {
    const kept = this.#kept.get(messageId);
    if (kept?.message.to !== recipientId || kept.hasArrived) return;
    kept.hasArrived = true;
    this.#roster.tell(kept.message.from, { type: 'messageDelivered', messageId });
  }

  /**
   * The messages that `reader` may read (to everybody, to them or from them), oldest first.
   * @param after 0, or `next` of the page before.
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

  /** Whether there is any message that `reader` may read. */
  hasFor(reader: ParticipantId): boolean {
    return [...this.#kept.values()].some(({ message }) => isReadableBy(reader, message));
  }

  /** Drops the oldest messages beyond the limits. */
  #keep(message: Message, number = this.#lastNumber + 1, hasArrived = false): void {
    const bytes = Buffer.byteLength(JSON.stringify(message));
    this.#lastNumber = number;
    this.#kept.set(message.id, { message, bytes, number, hasArrived });
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
