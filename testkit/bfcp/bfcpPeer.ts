// The other end of a floor control association, message by message: what room systems and strangers send.
import type { BfcpAttribute } from '../../server/src/bfcp/bfcpAttributes.ts';
import { findAttribute } from '../../server/src/bfcp/bfcpAttributes.ts';
import type { Primitive } from '../../server/src/bfcp/bfcpCodes.ts';
import { type BfcpMessage, readBfcp, writeBfcp } from '../../server/src/bfcp/bfcpMessage.ts';
import { readFloorRequests } from '../../server/src/bfcp/floorRequestInformation.ts';
import type { FloorControlEvents } from '../../server/src/bfcp/floorControl.ts';

export const FLOOR_IDS = { conferenceId: 4_711, userId: 23, floorId: 1 };

export const FLOOR: BfcpAttribute = { type: 'floorId', id: FLOOR_IDS.floorId };

export class BfcpPeer {
  /** All that came, in its order. */
  readonly received: BfcpMessage[] = [];
  /** Set to leave requests without an answer. */
  isSilent = false;
  #transactionId = 100;
  readonly #send: (packet: Buffer) => void;
  readonly #ids: typeof FLOOR_IDS;

  constructor(send: (packet: Buffer) => void, ids = FLOOR_IDS) {
    this.#send = send;
    this.#ids = ids;
  }

  /** @returns the transaction id. */
  request(
    primitive: Primitive,
    attributes: readonly BfcpAttribute[] = [],
    changes: Partial<BfcpMessage> = {},
  ): number {
    this.#transactionId += 1;
    const transactionId = this.#transactionId;
    const { conferenceId, userId } = this.#ids;
    const message = {
      conferenceId,
      userId,
      transactionId,
      isResponse: false,
      primitive,
      attributes,
    };
    this.#send(writeBfcp({ ...message, ...changes }));
    return changes.transactionId ?? transactionId;
  }

  respond(
    request: BfcpMessage,
    primitive: Primitive,
    attributes: readonly BfcpAttribute[] = [],
  ): void {
    this.#send(writeBfcp({ ...request, isResponse: true, primitive, attributes }));
  }

  sendBytes(packet: Buffer): void {
    this.#send(packet);
  }

  /** What the other end has sent. The requests of a server are acknowledged. */
  deliver(packet: Buffer): void {
    const read = readBfcp(packet);
    if (read.type !== 'message') throw new Error(`received what is ${read.type}`);
    const { message } = read;
    this.received.push(message);
    if (message.isResponse || this.isSilent) return;
    if (message.primitive === 'FloorRequestStatus') this.respond(message, 'FloorRequestStatusAck');
    if (message.primitive === 'FloorStatus') this.respond(message, 'FloorStatusAck');
  }

  /** The messages since the last call, each in words: its primitive, and the statuses or the error in it. */
  takeWords(): string[] {
    return this.received.splice(0).map((message) => wordsOf(message, this.#ids));
  }

  /** Of the last message that names one. */
  get requestId(): number {
    const ids = this.received.flatMap(({ attributes }) =>
      readFloorRequests(attributes, this.#ids.floorId).map(({ floorRequestId }) => floorRequestId),
    );
    return ids.at(-1) ?? 0;
  }
}

function wordsOf({ primitive, attributes }: BfcpMessage, ids: typeof FLOOR_IDS): string {
  const error = findAttribute(attributes, 'errorCode');
  const statuses = readFloorRequests(attributes, ids.floorId).map(({ status, beneficiaryId }) =>
    beneficiaryId === ids.userId ? status : `${status} to another`,
  );
  return [primitive, ...(error === undefined ? [] : [error.code]), ...statuses].join(' ');
}

/** Notes the events of floor control. */
export class FloorEvents implements FloorControlEvents {
  /** Those since they were last taken. */
  readonly noted: string[] = [];

  onPeerReady(): void {
    this.noted.push('ready');
  }

  onPeerGone(): void {
    this.noted.push('gone');
  }

  onFloorRequested(): void {
    this.noted.push('requested');
  }

  onFloorReleased(): void {
    this.noted.push('released');
  }

  onFloorTaken(): void {
    this.noted.push('taken');
  }

  onFloorLost(): void {
    this.noted.push('lost');
  }

  take(): string[] {
    return this.noted.splice(0);
  }
}
