// The floor control server for one call: one conference with one floor and one client (RFC 8855 §13).
import { randomInt } from 'node:crypto';
import { findAttribute } from './bfcpAttributes.ts';
import { ATTRIBUTES, type BfcpError, PRIMITIVES, type RequestStatus } from './bfcpCodes.ts';
import { type BfcpMessage, errorAttributes } from './bfcpMessage.ts';
import { type BfcpReply, BfcpTransactions } from './bfcpTransactions.ts';
import type { FloorControl, FloorControlEvents, FloorIds } from './floorControl.ts';
import { writeFloorRequest } from './floorRequestInformation.ts';

/** Each interrupts what the meeting sees. More are denied. */
const MAX_REQUESTS = 5;
const MS_PER_REQUEST = 2_000;

interface FloorRequest {
  id: number;
  status: 'pending' | 'granted';
}

/** Whether the peer asked to be told who has the floor: to one that did not ask, silence is forgiven. */
type Interest = 'unasked' | 'asked' | 'declined';

export class FloorControlServer implements FloorControl {
  readonly #ids: FloorIds;
  readonly #events: FloorControlEvents;
  readonly #transactions: BfcpTransactions;
  /** Of the meeting, which is the only other user. */
  readonly #ourUserId: number;
  readonly #ourRequestId = nextId(randomInt(2 ** 16));
  #lastRequestId = this.#ourRequestId;
  #request: FloorRequest | undefined;
  #isOurs = false;
  #interest: Interest = 'unasked';
  #isPeerReady = false;
  /** When the requests so far will be paid off, in milliseconds of `performance.now()`. */
  #paidAt = 0;

  /** @param ids of our own choice: the client is told by SDP. */
  constructor(ids: FloorIds, send: (packet: Buffer) => void, events: FloorControlEvents) {
    this.#ids = ids;
    this.#events = events;
    this.#ourUserId = nextId(ids.userId);
    this.#transactions = new BfcpTransactions(
      ids,
      {
        isServer: true,
        answer: (request) => this.#answer(request),
        peerLost: () => this.#peerGone(),
      },
      send,
    );
  }

  receive(packet: Buffer, now: number): boolean {
    return this.#transactions.receive(packet, now);
  }

  doubtAddress(): void {
    this.#transactions.doubtAddress();
  }

  takeFloor(): void {
    if (this.#isOurs) return;
    this.#endRequest(this.#request?.status === 'granted' ? 'revoked' : 'denied');
    this.#isOurs = true;
    this.#announce();
    this.#events.onFloorTaken();
  }

  leaveFloor(): void {
    if (!this.#isOurs) return;
    this.#isOurs = false;
    this.#announce();
  }

  grant(): void {
    if (this.#request?.status !== 'pending') return;
    this.#isOurs = false;
    this.#request.status = 'granted';
    this.#tell(this.#request.id, 'granted');
    this.#announce();
  }

  deny(): void {
    if (this.#request?.status === 'pending') this.#endRequest('denied');
  }

  revoke(): void {
    if (this.#request?.status !== 'granted') return;
    this.#endRequest('revoked');
    this.#announce();
  }

  close(): void {
    this.#transactions.clear();
    if (this.#isPeerReady) this.#transactions.sendGoodbye();
    this.#isPeerReady = false;
    this.#request = undefined;
  }

  #answer(request: BfcpMessage): BfcpReply {
    const isGoodbye = request.primitive === 'Goodbye';
    if (!this.#isPeerReady && !isGoodbye) {
      const first = this.#reply(request);
      return { ...first, afterwards: () => this.#peerReady(first) };
    }
    return this.#reply(request);
  }

  #peerReady(first: BfcpReply): void {
    this.#isPeerReady = true;
    if (this.#isOurs) this.#announce();
    this.#events.onPeerReady();
    first.afterwards?.();
  }

  #reply(request: BfcpMessage): BfcpReply {
    switch (request.primitive) {
      case 'Hello':
        return helloAck();
      case 'FloorRequest':
        return this.#floorRequested(request);
      case 'FloorRelease':
        return this.#floorReleased(request);
      case 'FloorRequestQuery':
        return this.#statusOfRequest(request);
      case 'FloorQuery':
        return this.#floorQueried(request);
      case 'UserQuery':
        return this.#userQueried(request);
      case 'ChairAction':
        return refusal('operationUnauthorized');
      case 'Goodbye':
        return { ...reply('GoodbyeAck'), afterwards: () => this.#peerGone() };
      // Responses, and what only a server sends.
      case 'FloorRequestStatus':
      case 'UserStatus':
      case 'FloorStatus':
      case 'ChairActionAck':
      case 'HelloAck':
      case 'Error':
      case 'FloorRequestStatusAck':
      case 'FloorStatusAck':
      case 'GoodbyeAck':
        return refusal('primitiveUnknown');
    }
  }

  #floorRequested({ attributes }: BfcpMessage): BfcpReply {
    const floors = attributes.filter(({ type }) => type === 'floorId');
    if (floors.length === 0) return refusal('messageUnreadable');
    if (!this.#areOurFloors(attributes)) return refusal('floorIdInvalid');
    const beneficiary = findAttribute(attributes, 'beneficiaryId');
    if (beneficiary !== undefined && beneficiary.id !== this.#ids.userId)
      return refusal('operationUnauthorized');
    if (this.#request !== undefined) return refusal('tooManyFloorRequests');
    const id = this.#takeRequestId();
    if (!this.#mayRequest()) return this.#requestStatus(id, 'denied');
    this.#request = { id, status: 'pending' };
    return {
      ...this.#requestStatus(id, 'pending'),
      afterwards: () => this.#events.onFloorRequested(),
    };
  }

  #floorReleased({ attributes }: BfcpMessage): BfcpReply {
    const named = findAttribute(attributes, 'floorRequestId');
    if (named === undefined) return refusal('messageUnreadable');
    const request = this.#request;
    if (request === undefined || request.id !== named.id) return refusal('floorRequestIdUnknown');
    this.#request = undefined;
    const isGranted = request.status === 'granted';
    if (isGranted) this.#transactions.forget('floor');
    this.#transactions.forget(subjectOf(request.id));
    return {
      ...this.#requestStatus(request.id, isGranted ? 'released' : 'cancelled'),
      afterwards: () => {
        if (isGranted) this.#announce();
        this.#events.onFloorReleased();
      },
    };
  }

  #statusOfRequest({ attributes }: BfcpMessage): BfcpReply {
    const named = findAttribute(attributes, 'floorRequestId');
    if (named === undefined) return refusal('messageUnreadable');
    if (this.#request === undefined || this.#request.id !== named.id)
      return refusal('floorRequestIdUnknown');
    return this.#requestStatus(this.#request.id, this.#request.status);
  }

  /** One that names no floor wants to be told no more (§12.1.1). */
  #floorQueried({ attributes }: BfcpMessage): BfcpReply {
    if (!this.#areOurFloors(attributes)) return refusal('floorIdInvalid');
    const isInterested = findAttribute(attributes, 'floorId') !== undefined;
    this.#interest = isInterested ? 'asked' : 'declined';
    return reply('FloorStatus', isInterested ? this.#floorStatus() : []);
  }

  #userQueried({ attributes }: BfcpMessage): BfcpReply {
    const { userId } = this.#ids;
    const beneficiary = findAttribute(attributes, 'beneficiaryId');
    if (beneficiary !== undefined && beneficiary.id !== userId) return refusal('userUnknown');
    const user = { type: 'beneficiaryInformation', id: userId, attributes: [] } as const;
    return reply('UserStatus', [user, ...this.#requestInformation()]);
  }

  #areOurFloors(attributes: BfcpMessage['attributes']): boolean {
    return attributes.every((one) => one.type !== 'floorId' || one.id === this.#ids.floorId);
  }

  #mayRequest(): boolean {
    const now = performance.now();
    const paidAt = Math.max(this.#paidAt, now) + MS_PER_REQUEST;
    if (paidAt > now + MAX_REQUESTS * MS_PER_REQUEST) return false;
    this.#paidAt = paidAt;
    return true;
  }

  #endRequest(status: RequestStatus): void {
    const request = this.#request;
    if (request === undefined) return;
    this.#request = undefined;
    this.#tell(request.id, status);
  }

  #tell(requestId: number, status: RequestStatus): void {
    const { primitive, attributes } = this.#requestStatus(requestId, status);
    const subject = subjectOf(requestId);
    this.#transactions.request({ primitive, attributes, subject, isAnswerNeeded: true });
  }

  /** Who has the floor (§13.5). */
  #announce(): void {
    if (!this.#isPeerReady || this.#interest === 'declined') return;
    this.#transactions.request({
      primitive: 'FloorStatus',
      attributes: this.#floorStatus(),
      subject: 'floor',
      isAnswerNeeded: this.#interest === 'asked',
    });
  }

  #floorStatus(): BfcpReply['attributes'] {
    const { floorId } = this.#ids;
    const ours = writeFloorRequest(this.#ourRequestId, floorId, this.#ourUserId, 'granted');
    return [
      { type: 'floorId', id: floorId },
      ...(this.#isOurs ? [ours] : []),
      ...this.#requestInformation(),
    ];
  }

  #requestInformation(): BfcpReply['attributes'] {
    const request = this.#request;
    return request === undefined ? [] : this.#requestStatus(request.id, request.status).attributes;
  }

  #requestStatus(requestId: number, status: RequestStatus): BfcpReply {
    const { floorId, userId } = this.#ids;
    return reply('FloorRequestStatus', [writeFloorRequest(requestId, floorId, userId, status)]);
  }

  #takeRequestId(): number {
    this.#lastRequestId = nextId(this.#lastRequestId);
    if (this.#lastRequestId === this.#ourRequestId) return this.#takeRequestId();
    return this.#lastRequestId;
  }

  #peerGone(): void {
    if (!this.#isPeerReady) return;
    this.#isPeerReady = false;
    this.#transactions.clear();
    this.#request = undefined;
    this.#isOurs = false;
    this.#interest = 'unasked';
    this.#events.onPeerGone();
  }
}

function helloAck(): BfcpReply {
  return reply('HelloAck', [
    { type: 'supportedPrimitives', codes: Object.values(PRIMITIVES) },
    { type: 'supportedAttributes', codes: Object.values(ATTRIBUTES) },
  ]);
}

function reply(
  primitive: BfcpReply['primitive'],
  attributes: BfcpReply['attributes'] = [],
): BfcpReply {
  return { primitive, attributes };
}

const refusal = (error: BfcpError) => reply('Error', errorAttributes(error));
const subjectOf = (requestId: number) => `request ${requestId}`;
/** 1 to 65535. */
const nextId = (id: number) => (id % 0xffff) + 1;
