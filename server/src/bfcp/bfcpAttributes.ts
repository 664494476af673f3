// Reads and writes the attributes of BFCP messages: type, length and value, padded to 32 bits (RFC 8855 §5.2).
import {
  type AttributeName,
  attributeOf,
  ATTRIBUTES,
  REQUEST_STATUSES,
  type RequestStatus,
  requestStatusOf,
} from './bfcpCodes.ts';

type IdAttribute = 'beneficiaryId' | 'floorId' | 'floorRequestId';
type TextAttribute =
  | 'errorInfo'
  | 'participantProvidedInfo'
  | 'statusInfo'
  | 'userDisplayName'
  | 'userUri';
type GroupAttribute =
  | 'beneficiaryInformation'
  | 'floorRequestInformation'
  | 'requestedByInformation'
  | 'floorRequestStatus'
  | 'overallRequestStatus';

/** A member of its own for each name, so that one can be found by its name. */
type Each<Name, Value> = Name extends string ? { type: Name } & Value : never;

export type BfcpAttribute =
  | Each<IdAttribute, { id: number }>
  /** 0 is the lowest of five, 2 is usual. */
  | { type: 'priority'; priority: number }
  /** @property queuePosition 0 when the server has no queue. */
  | { type: 'requestStatus'; status: RequestStatus; queuePosition: number }
  /** @property code may be one that we do not know. */
  | { type: 'errorCode'; code: number; details: Uint8Array }
  /** Of unknown origin: not to be shown or logged as it is. */
  | Each<TextAttribute, { text: string }>
  | Each<'supportedAttributes' | 'supportedPrimitives', { codes: readonly number[] }>
  /** @property id of the user, floor or request that the name of the group says. */
  | Each<GroupAttribute, { id: number; attributes: readonly BfcpAttribute[] }>;

/** Why a message cannot be taken. */
export type AttributesRefused =
  | { type: 'unreadable' }
  /** @property codes of the unknown ones, for the details of error 4 (§5.2.6.1). */
  | { type: 'mandatoryUnknown'; codes: readonly number[] };

export class AttributesUnreadable extends Error {
  override name = 'AttributesUnreadable';
  readonly refused: AttributesRefused;

  constructor(refused: AttributesRefused) {
    super(refused.type);
    this.refused = refused;
  }
}

const HEADER_BYTES = 2;
/** The length is one byte, and a multiple of four is easiest to group. */
const MAX_ATTRIBUTE_BYTES = 252;
/** A request has at most five, a status of every floor and request a dozen. */
const MAX_ATTRIBUTES = 64;
/** FLOOR-REQUEST-INFORMATION holds FLOOR-REQUEST-STATUS, which holds REQUEST-STATUS. */
const MAX_DEPTH = 3;
/** What a details list of ours names. */
const MAX_UNKNOWN_NAMED = 16;

interface Reading {
  attributesLeft: number;
  unknown: number[];
}

/** @throws AttributesUnreadable */
export function readAttributes(bytes: Buffer): BfcpAttribute[] {
  const reading: Reading = { attributesLeft: MAX_ATTRIBUTES, unknown: [] };
  const attributes = readGroup(bytes, reading, MAX_DEPTH);
  if (reading.unknown.length > 0)
    throw new AttributesUnreadable({ type: 'mandatoryUnknown', codes: reading.unknown });
  return attributes;
}

function readGroup(bytes: Buffer, reading: Reading, depth: number): BfcpAttribute[] {
  if (depth === 0) throw unreadable();
  const attributes: BfcpAttribute[] = [];
  for (let offset = 0; offset < bytes.length;) {
    if (offset + HEADER_BYTES > bytes.length || reading.attributesLeft === 0) throw unreadable();
    reading.attributesLeft -= 1;
    const code = (bytes[offset] ?? 0) >> 1;
    const isMandatory = ((bytes[offset] ?? 0) & 1) === 1;
    // Of header and value, without the padding.
    const length = bytes[offset + 1] ?? 0;
    if (length < HEADER_BYTES || offset + length > bytes.length) throw unreadable();
    const value = bytes.subarray(offset + HEADER_BYTES, offset + length);
    const name = attributeOf.get(code);
    if (name !== undefined) attributes.push(readValue(name, value, reading, depth));
    else if (isMandatory && reading.unknown.length < MAX_UNKNOWN_NAMED) reading.unknown.push(code);
    // Some leave out the padding of the last one in a group.
    offset += padded(length);
  }
  return attributes;
}

function readValue(
  type: AttributeName,
  value: Buffer,
  reading: Reading,
  depth: number,
): BfcpAttribute {
  switch (type) {
    case 'beneficiaryId':
    case 'floorId':
    case 'floorRequestId':
      return { type, id: idOf(value, true) };
    case 'priority':
      return { type, priority: idOf(value, true) >> 13 };
    case 'requestStatus': {
      const code = idOf(value, true);
      const status = requestStatusOf.get(code >> 8);
      if (status === undefined) throw unreadable();
      return { type, status, queuePosition: code & 0xff };
    }
    case 'errorCode': {
      const [code] = value;
      if (code === undefined) throw unreadable();
      return { type, code, details: value.subarray(1) };
    }
    case 'errorInfo':
    case 'participantProvidedInfo':
    case 'statusInfo':
    case 'userDisplayName':
    case 'userUri':
      return { type, text: value.toString('utf8') };
    case 'supportedAttributes':
      return { type, codes: Array.from(value, (code) => code >> 1) };
    case 'supportedPrimitives':
      return { type, codes: Array.from(value) };
    case 'beneficiaryInformation':
    case 'floorRequestInformation':
    case 'requestedByInformation':
    case 'floorRequestStatus':
    case 'overallRequestStatus': {
      const id = idOf(value, false);
      return { type, id, attributes: readGroup(value.subarray(2), reading, depth - 1) };
    }
  }
}

function idOf(value: Buffer, isWhole: boolean): number {
  if (value.length < 2 || (isWhole && value.length !== 2)) throw unreadable();
  return value.readUInt16BE(0);
}

/** @throws RangeError when a group of ours does not fit, which its few attributes always do. */
export function writeAttributes(attributes: readonly BfcpAttribute[]): Buffer {
  return Buffer.concat(attributes.map(writeAttribute));
}

function writeAttribute(attribute: BfcpAttribute): Buffer {
  const value = writeValue(attribute);
  const length = HEADER_BYTES + value.length;
  if (length > MAX_ATTRIBUTE_BYTES) throw new RangeError(`${attribute.type} is too long`);
  const written = Buffer.alloc(padded(length));
  // Without the M bit, which says something only of attributes that are not in RFC 8855.
  written[0] = ATTRIBUTES[attribute.type] << 1;
  written[1] = length;
  value.copy(written, HEADER_BYTES);
  return written;
}

function writeValue(attribute: BfcpAttribute): Buffer {
  switch (attribute.type) {
    case 'priority':
      return uint16(attribute.priority << 13);
    case 'requestStatus':
      return Buffer.of(REQUEST_STATUSES[attribute.status], attribute.queuePosition);
    case 'errorCode':
      return Buffer.of(attribute.code, ...attribute.details);
    case 'errorInfo':
    case 'participantProvidedInfo':
    case 'statusInfo':
    case 'userDisplayName':
    case 'userUri':
      return shortText(attribute.text);
    case 'supportedAttributes':
      return Buffer.from(attribute.codes.map((code) => code << 1));
    case 'supportedPrimitives':
      return Buffer.from(attribute.codes);
    case 'beneficiaryInformation':
    case 'floorRequestInformation':
    case 'requestedByInformation':
    case 'floorRequestStatus':
    case 'overallRequestStatus':
      return Buffer.concat([uint16(attribute.id), writeAttributes(attribute.attributes)]);
    case 'beneficiaryId':
    case 'floorId':
    case 'floorRequestId':
      return uint16(attribute.id);
  }
}

/** Cut at a whole character. */
function shortText(text: string): Buffer {
  const bytes = Buffer.alloc(MAX_ATTRIBUTE_BYTES - HEADER_BYTES);
  return bytes.subarray(0, bytes.write(text, 'utf8'));
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

const padded = (length: number) => Math.ceil(length / 4) * 4;
const unreadable = () => new AttributesUnreadable({ type: 'unreadable' });

/** The first attribute of a type. */
export function findAttribute<Type extends AttributeName>(
  attributes: readonly BfcpAttribute[],
  type: Type,
): Extract<BfcpAttribute, { type: Type }> | undefined;
export function findAttribute(attributes: readonly BfcpAttribute[], type: AttributeName) {
  return attributes.find((attribute) => attribute.type === type);
}
