// Reads and writes BFCP messages as datagrams: the common header, and the attributes behind it (RFC 8855 §5).
import {
  AttributesUnreadable,
  type BfcpAttribute,
  readAttributes,
  writeAttributes,
} from './bfcpAttributes.ts';
import { type BfcpError, ERRORS, type Primitive, primitiveOf, PRIMITIVES } from './bfcpCodes.ts';

/** Over UDP; over TCP it is 1 (§5.1). */
const UNRELIABLE_VERSION = 2;
const HEADER_BYTES = 12;
/** The fields that a fragment has besides. */
const FRAGMENT_FIELDS_BYTES = 4;
/** Lengths are counted in 32 bits. */
const UNIT_BYTES = 4;

interface BfcpHeader {
  /** Whether it answers a request of ours (the R flag). */
  isResponse: boolean;
  conferenceId: number;
  transactionId: number;
  userId: number;
}

export interface BfcpMessage extends BfcpHeader {
  primitive: Primitive;
  attributes: readonly BfcpAttribute[];
}

/** A part of a message that is larger than a datagram (§6.2.3.1). */
export interface BfcpFragment {
  /** The same for all fragments of a message: its header, without flag F. */
  header: Buffer;
  /** Bytes of the whole message without its header, of which this part has `bytes` from `offset` on. */
  wholeBytes: number;
  offset: number;
  bytes: Buffer;
}

export type ReadBfcp =
  | { type: 'message'; message: BfcpMessage }
  | { type: 'fragment'; fragment: BfcpFragment }
  /** @property details of the error (§5.2.6). */
  | { type: 'invalid'; header: BfcpHeader; error: BfcpError; details: Uint8Array }
  /** Too short to be answered. */
  | { type: 'foreign' };

/** @param packet one datagram. The result refers to its memory. */
export function readBfcp(packet: Buffer): ReadBfcp {
  if (packet.length < HEADER_BYTES) return { type: 'foreign' };
  const flags = packet.readUInt8(0);
  const header: BfcpHeader = {
    isResponse: (flags & 0x10) !== 0,
    conferenceId: packet.readUInt32BE(4),
    transactionId: packet.readUInt16BE(8),
    userId: packet.readUInt16BE(10),
  };
  if (flags >> 5 !== UNRELIABLE_VERSION) return invalid(header, 'versionUnsupported');
  const wholeBytes = packet.readUInt16BE(2) * UNIT_BYTES;
  if ((flags & 0x08) !== 0) return readFragment(packet, header, wholeBytes);
  if (packet.length !== HEADER_BYTES + wholeBytes) return invalid(header, 'lengthIncorrect');
  const primitive = primitiveOf.get(packet.readUInt8(1));
  if (primitive === undefined) return invalid(header, 'primitiveUnknown');
  try {
    const attributes = readAttributes(packet.subarray(HEADER_BYTES));
    return { type: 'message', message: { ...header, primitive, attributes } };
  } catch (error) {
    if (!(error instanceof AttributesUnreadable)) throw error;
    const { refused } = error;
    if (refused.type === 'unreadable') return invalid(header, 'messageUnreadable');
    const details = Buffer.from(refused.codes.map((code) => code << 1));
    return invalid(header, 'mandatoryAttributeUnknown', details);
  }
}

function readFragment(packet: Buffer, header: BfcpHeader, wholeBytes: number): ReadBfcp {
  const start = HEADER_BYTES + FRAGMENT_FIELDS_BYTES;
  if (packet.length < start) return invalid(header, 'lengthIncorrect');
  const offset = packet.readUInt16BE(HEADER_BYTES) * UNIT_BYTES;
  const length = packet.readUInt16BE(HEADER_BYTES + 2) * UNIT_BYTES;
  const isWithin = length > 0 && offset + length <= wholeBytes;
  if (!isWithin || packet.length !== start + length) return invalid(header, 'lengthIncorrect');
  const whole = Buffer.from(packet.subarray(0, HEADER_BYTES));
  whole.writeUInt8(packet.readUInt8(0) & ~0x08, 0);
  const bytes = packet.subarray(start);
  return { type: 'fragment', fragment: { header: whole, wholeBytes, offset, bytes } };
}

/** @returns one datagram. */
export function writeBfcp(message: BfcpMessage): Buffer {
  const attributes = writeAttributes(message.attributes);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8((UNRELIABLE_VERSION << 5) | (message.isResponse ? 0x10 : 0), 0);
  header.writeUInt8(PRIMITIVES[message.primitive], 1);
  header.writeUInt16BE(attributes.length / UNIT_BYTES, 2);
  header.writeUInt32BE(message.conferenceId, 4);
  header.writeUInt16BE(message.transactionId, 8);
  header.writeUInt16BE(message.userId, 10);
  return Buffer.concat([header, attributes]);
}

/** The attributes of an Error message. */
export function errorAttributes(
  error: BfcpError,
  details: Uint8Array = Buffer.alloc(0),
): BfcpAttribute[] {
  return [{ type: 'errorCode', code: ERRORS[error], details }];
}

function invalid(
  header: BfcpHeader,
  error: BfcpError,
  details: Uint8Array = Buffer.alloc(0),
): ReadBfcp {
  return { type: 'invalid', header, error, details };
}
