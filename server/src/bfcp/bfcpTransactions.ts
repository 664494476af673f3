// BFCP transactions with one peer over UDP, in both directions (RFC 8855 §8): the same for a server and a client.
import { type BfcpAttribute } from './bfcpAttributes.ts';
import type { BfcpError, Primitive } from './bfcpCodes.ts';
import { BfcpFragments } from './bfcpFragments.ts';
import {
  type BfcpMessage,
  errorAttributes,
  type ReadBfcp,
  readBfcp,
  writeBfcp,
} from './bfcpMessage.ts';
import { PeerBudget } from './peerBudget.ts';
import { type SentRequest, SentRequests } from './sentRequests.ts';

/** T2 (§8.3.2): how long the response to a request is kept, for its repetitions. */
const T2_MS = 10_000;
const MAX_RESPONSES = 32;

/** They answer whatever flag R says: some leave it out. */
const ALWAYS_RESPONSES: ReadonlySet<Primitive> = new Set<Primitive>([
  'HelloAck',
  'ChairActionAck',
  'FloorRequestStatusAck',
  'FloorStatusAck',
  'GoodbyeAck',
  'UserStatus',
  'Error',
]);

/** Names one user in one conference, who is the other end or, where that is the server, we. */
export interface BfcpIds {
  conferenceId: number;
  userId: number;
}

export interface BfcpReply {
  primitive: Primitive;
  attributes: readonly BfcpAttribute[];
  /** Called once it is sent, and not for repetitions. */
  afterwards?(): void;
}

/** What a server and a client do differently. */
interface Role {
  /** Only a server sends Error messages (§5.3.13). */
  isServer: boolean;
  /** @returns undefined to leave it unanswered. */
  answer(request: BfcpMessage): BfcpReply | undefined;
  /** It left a request of ours unanswered: the association has failed (§8.3.1). */
  peerLost(): void;
}

interface SentResponse {
  packet: Buffer;
  sentAt: number;
}

export class BfcpTransactions {
  readonly #ids: BfcpIds;
  readonly #role: Role;
  readonly #send: (packet: Buffer) => void;
  readonly #budget = new PeerBudget();
  readonly #fragments = new BfcpFragments();
  /** The oldest first. */
  readonly #responses = new Map<string, SentResponse>();
  readonly #requests: SentRequests;

  constructor(ids: BfcpIds, role: Role, send: (packet: Buffer) => void) {
    this.#ids = ids;
    this.#role = role;
    this.#send = send;
    this.#requests = new SentRequests(
      ({ primitive, attributes }, transactionId) =>
        this.#sendWithin(
          writeBfcp({ ...ids, isResponse: false, transactionId, primitive, attributes }),
        ),
      () => role.peerLost(),
    );
  }

  request(request: SentRequest): void {
    this.#requests.add(request);
  }

  /** Nothing more is said about it, not even again. */
  forget(subject: string): void {
    this.#requests.forget(subject);
  }

  /** Ends what waits for an answer. */
  clear(): void {
    this.#requests.clear();
  }

  /** As for `close`, when nobody waits for the acknowledgement. */
  sendGoodbye(): void {
    const transactionId = this.#requests.takeTransactionId();
    const goodbye = { isResponse: false, primitive: 'Goodbye', attributes: [] } as const;
    this.#sendWithin(writeBfcp({ ...this.#ids, ...goodbye, transactionId }));
  }

  /** The other end has named another address. */
  doubtAddress(): void {
    this.#budget.doubt();
  }

  /**
   * @param packet one datagram.
   * @param now milliseconds of `performance.now()`.
   * @returns whether it is a message of this conference's user, whoever sent it.
   */
  receive(packet: Buffer, now: number): boolean {
    if (!this.#budget.receive(packet.length, now)) return false;
    const read = readBfcp(packet);
    if (read.type !== 'fragment') return this.#take(read, now);
    const whole = this.#fragments.add(read.fragment, now);
    return whole !== undefined && this.#take(readBfcp(whole), now);
  }

  #take(read: ReadBfcp, now: number): boolean {
    if (read.type === 'message') return this.#takeMessage(read.message, now);
    if (read.type === 'invalid' && !read.header.isResponse)
      this.#refuse(read.header, read.error, read.details);
    return false;
  }

  #takeMessage(message: BfcpMessage, now: number): boolean {
    const isResponse = message.isResponse || ALWAYS_RESPONSES.has(message.primitive);
    const isOurs = message.conferenceId === this.#ids.conferenceId;
    if (!isOurs || message.userId !== this.#ids.userId) {
      if (!isResponse) this.#refuse(message, isOurs ? 'userUnknown' : 'conferenceUnknown');
      return false;
    }
    if (isResponse) {
      const isExpected = this.#requests.receive(message);
      if (isExpected) this.#budget.verify();
      return isExpected;
    }
    this.#answer(message, now);
    return true;
  }

  #answer(request: BfcpMessage, now: number): void {
    const key = `${request.transactionId} ${request.primitive}`;
    const before = this.#responses.get(key);
    if (before !== undefined && now - before.sentAt < T2_MS) return this.#sendWithin(before.packet);
    const reply = this.#role.answer(request);
    if (reply === undefined) return;
    const { primitive, attributes } = reply;
    const packet = writeBfcp({ ...request, isResponse: true, primitive, attributes });
    this.#remember(key, { packet, sentAt: now });
    this.#sendWithin(packet);
    reply.afterwards?.();
  }

  #remember(key: string, response: SentResponse): void {
    this.#responses.delete(key);
    const [oldest] = this.#responses.keys();
    if (this.#responses.size === MAX_RESPONSES && oldest !== undefined)
      this.#responses.delete(oldest);
    this.#responses.set(key, response);
  }

  #refuse(
    { conferenceId, transactionId, userId }: Omit<BfcpMessage, 'primitive' | 'attributes'>,
    error: BfcpError,
    details?: Uint8Array,
  ): void {
    if (!this.#role.isServer) return;
    const attributes = errorAttributes(error, details);
    const response = { isResponse: true, primitive: 'Error', attributes } as const;
    this.#sendWithin(writeBfcp({ conferenceId, transactionId, userId, ...response }));
  }

  #sendWithin(packet: Buffer): void {
    if (this.#budget.send(packet.length)) this.#send(packet);
  }
}
