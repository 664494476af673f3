// The floor control client for one call, with a peer that is a server only, such as a conference bridge (RFC 8855 §10).
import { findAttribute } from './bfcpAttributes.ts';
import type { Primitive } from './bfcpCodes.ts';
import type { BfcpMessage } from './bfcpMessage.ts';
import { type BfcpReply, BfcpTransactions } from './bfcpTransactions.ts';
import type { FloorControl, FloorControlEvents, FloorIds } from './floorControl.ts';
import { type FloorRequestInformation, readFloorRequests } from './floorRequestInformation.ts';

/** Keeps a NAT's binding, finds a server that is gone, and one that is back. */
const HELLO_MS = 20_000;

export class FloorControlClient implements FloorControl {
  readonly #ids: FloorIds;
  readonly #events: FloorControlEvents;
  readonly #transactions: BfcpTransactions;
  readonly #timer: NodeJS.Timeout;
  #isPeerReady = false;
  #isWanted = false;
  /** A FloorRequest has not been answered yet. */
  #isAsking = false;
  /** Of the request that is going on. */
  #requestId: number | undefined;
  #isOurs = false;
  /** Whether somebody at the other end has the floor. */
  #isTheirs = false;

  /** @param ids as the server says them in SDP. */
  constructor(ids: FloorIds, send: (packet: Buffer) => void, events: FloorControlEvents) {
    this.#ids = ids;
    this.#events = events;
    this.#transactions = new BfcpTransactions(
      ids,
      {
        isServer: false,
        answer: (request) => this.#answer(request),
        peerLost: () => this.#peerGone(),
      },
      send,
    );
    this.#timer = setInterval(() => this.#hello(), HELLO_MS).unref();
    this.#hello();
  }

  receive(packet: Buffer, now: number): boolean {
    return this.#transactions.receive(packet, now);
  }

  doubtAddress(): void {
    this.#transactions.doubtAddress();
  }

  takeFloor(): void {
    this.#isWanted = true;
    this.#ask();
  }

  leaveFloor(): void {
    this.#isWanted = false;
    this.#isOurs = false;
    if (this.#requestId !== undefined) this.#release(this.#requestId);
    this.#requestId = undefined;
  }

  // The server has granted already what it tells us of, and decides alone.
  grant(): void {
    this.leaveFloor();
  }

  deny(): void {}

  revoke(): void {}

  close(): void {
    clearInterval(this.#timer);
    this.#transactions.clear();
    if (this.#isPeerReady) this.#transactions.sendGoodbye();
    this.#isPeerReady = false;
  }

  #hello(): void {
    this.#request('Hello', [], ({ primitive }) => {
      if (primitive === 'Error' || this.#isPeerReady) return;
      this.#isPeerReady = true;
      const floor = { type: 'floorId', id: this.#ids.floorId } as const;
      this.#request('FloorQuery', [floor], (response) => this.#takeFloorStatus(response));
      this.#events.onPeerReady();
      this.#ask();
    });
  }

  #ask(): void {
    const isUnderway = this.#isAsking || this.#requestId !== undefined;
    if (!this.#isWanted || !this.#isPeerReady || isUnderway) return;
    this.#isAsking = true;
    const floor = { type: 'floorId', id: this.#ids.floorId } as const;
    this.#request('FloorRequest', [floor], (response) => this.#asked(response));
  }

  #asked({ primitive, attributes }: BfcpMessage): void {
    this.#isAsking = false;
    const [request] = readFloorRequests(attributes, this.#ids.floorId);
    if (primitive === 'Error' || request === undefined) return this.#ended();
    this.#requestId = request.floorRequestId;
    if (!this.#isWanted) {
      this.#requestId = undefined;
      return this.#release(request.floorRequestId);
    }
    this.#takeStatus(request);
  }

  #release(floorRequestId: number): void {
    this.#transactions.request({
      primitive: 'FloorRelease',
      attributes: [{ type: 'floorRequestId', id: floorRequestId }],
      subject: `release ${floorRequestId}`,
      isAnswerNeeded: true,
    });
  }

  #answer({ primitive, attributes }: BfcpMessage): BfcpReply | undefined {
    switch (primitive) {
      case 'FloorRequestStatus':
        return acknowledged('FloorRequestStatusAck', () => {
          for (const request of readFloorRequests(attributes, this.#ids.floorId))
            if (request.floorRequestId === this.#requestId) this.#takeStatus(request);
        });
      case 'FloorStatus':
        return acknowledged('FloorStatusAck', () => this.#takeFloorStatus({ attributes }));
      case 'Goodbye':
        return acknowledged('GoodbyeAck', () => this.#peerGone());
      default:
        return undefined;
    }
  }

  #takeStatus({ status }: FloorRequestInformation): void {
    if (status === undefined || status === 'pending' || status === 'accepted') return;
    if (status !== 'granted') return this.#ended();
    if (this.#isOurs) return;
    this.#isOurs = true;
    this.#events.onFloorTaken();
  }

  /** The request is over, and not because we released it. */
  #ended(): void {
    this.#requestId = undefined;
    this.#isOurs = false;
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.#events.onFloorLost();
  }

  #takeFloorStatus({ attributes }: Pick<BfcpMessage, 'attributes'>): void {
    const floor = findAttribute(attributes, 'floorId');
    if (floor !== undefined && floor.id !== this.#ids.floorId) return;
    const requests = readFloorRequests(attributes, this.#ids.floorId);
    const isTheirs = requests.some(
      ({ floorRequestId, status, beneficiaryId }) =>
        status === 'granted' &&
        floorRequestId !== this.#requestId &&
        beneficiaryId !== this.#ids.userId,
    );
    if (isTheirs === this.#isTheirs) return;
    this.#isTheirs = isTheirs;
    if (isTheirs) this.#events.onFloorRequested();
    else this.#events.onFloorReleased();
  }

  #request(
    primitive: Primitive,
    attributes: BfcpMessage['attributes'],
    onResponse: (response: BfcpMessage) => void,
  ): void {
    const subject = primitive;
    this.#transactions.request({
      primitive,
      attributes,
      subject,
      isAnswerNeeded: true,
      onResponse,
    });
  }

  #peerGone(): void {
    this.#transactions.clear();
    // The next Hello has to be sent too.
    this.#transactions.doubtAddress();
    const wasReady = this.#isPeerReady;
    this.#isPeerReady = false;
    this.#isWanted = false;
    this.#isAsking = false;
    this.#requestId = undefined;
    this.#isOurs = false;
    this.#isTheirs = false;
    if (wasReady) this.#events.onPeerGone();
  }
}

function acknowledged(primitive: Primitive, afterwards: () => void): BfcpReply {
  return { primitive, attributes: [], afterwards };
}
