// The BFCP requests that we send over UDP: one at a time, each repeated until its response (RFC 8855 §6.2, §8.3).
import { randomInt } from 'node:crypto';
import type { BfcpAttribute } from './bfcpAttributes.ts';
import type { Primitive } from './bfcpCodes.ts';
import type { BfcpMessage } from './bfcpMessage.ts';

/** §8.3.3; doubled each time, and given up after three repetitions (§8.3.1): 7.5 seconds in all. */
const T1_MS = 500;
const MAX_SENT = 4;
/** Each replaces the former of its subject, so more than a handful is not honest use. */
const MAX_WAITING = 16;

/** What answers what (§5.1, table 1). Anything may also be answered by Error. */
const RESPONSES: Partial<Record<Primitive, Primitive>> = {
  FloorRequest: 'FloorRequestStatus',
  FloorRelease: 'FloorRequestStatus',
  FloorQuery: 'FloorStatus',
  FloorRequestStatus: 'FloorRequestStatusAck',
  FloorStatus: 'FloorStatusAck',
  Hello: 'HelloAck',
  Goodbye: 'GoodbyeAck',
};

export interface SentRequest {
  primitive: Primitive;
  attributes: readonly BfcpAttribute[];
  /** What it is about: a later one about the same replaces it while it waits. */
  subject: string;
  /** Whether a peer that does not answer counts as gone. */
  isAnswerNeeded: boolean;
  /** Also called with an Error. */
  onResponse?(response: BfcpMessage): void;
}

interface Sending extends SentRequest {
  transactionId: number;
  timer?: NodeJS.Timeout;
}

export class SentRequests {
  readonly #write: (request: SentRequest, transactionId: number) => void;
  readonly #onUnanswered: () => void;
  #waiting: SentRequest[] = [];
  #current: Sending | undefined;
  /** Goes up by one, and is never 0 (§8.1). At first secret: who answers it has seen it. */
  #transactionId = randomInt(1, 2 ** 16);

  /** @param write sends it once. */
  constructor(
    write: (request: SentRequest, transactionId: number) => void,
    onUnanswered: () => void,
  ) {
    this.#write = write;
    this.#onUnanswered = onUnanswered;
  }

  add(request: SentRequest): void {
    const others = this.#waiting.filter(({ subject }) => subject !== request.subject);
    this.#waiting = [...others, request].slice(-MAX_WAITING);
    this.#next();
  }

  /** What is said of it, or waits to be, is no longer true. */
  forget(subject: string): void {
    this.#waiting = this.#waiting.filter((request) => request.subject !== subject);
    if (this.#current?.subject === subject) this.#end();
  }

  /** @returns whether it answers what we asked last. */
  receive(response: BfcpMessage): boolean {
    const current = this.#current;
    if (current === undefined || current.transactionId !== response.transactionId) return false;
    const isExpected = response.primitive === RESPONSES[current.primitive];
    if (!isExpected && response.primitive !== 'Error') return false;
    clearTimeout(current.timer);
    this.#current = undefined;
    current.onResponse?.(response);
    this.#next();
    return true;
  }

  clear(): void {
    clearTimeout(this.#current?.timer);
    this.#current = undefined;
    this.#waiting = [];
  }

  /** For a message that nobody waits for the answer to. */
  takeTransactionId(): number {
    const transactionId = this.#transactionId;
    this.#transactionId = transactionId === 0xffff ? 1 : transactionId + 1;
    return transactionId;
  }

  #next(): void {
    if (this.#current !== undefined) return;
    const request = this.#waiting.shift();
    if (request === undefined) return;
    const current: Sending = { ...request, transactionId: this.takeTransactionId() };
    this.#current = current;
    this.#send(current, 1);
  }

  #send(current: Sending, count: number): void {
    const again = () => {
      if (count < MAX_SENT) return this.#send(current, count + 1);
      if (!current.isAnswerNeeded) return this.#end();
      this.clear();
      this.#onUnanswered();
    };
    current.timer = setTimeout(again, T1_MS * 2 ** (count - 1)).unref();
    this.#write(current, current.transactionId);
  }

  #end(): void {
    clearTimeout(this.#current?.timer);
    this.#current = undefined;
    this.#next();
  }
}
