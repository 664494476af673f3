import { expect, test } from 'vitest';
import { Draw } from '@distansmote/testkit/telephone/sipMutations.ts';
import type { BfcpAttribute } from './bfcpAttributes.ts';
import { findAttribute } from './bfcpAttributes.ts';
import { type BfcpMessage, errorAttributes, readBfcp, writeBfcp } from './bfcpMessage.ts';

const ids = { conferenceId: 0x12345678, userId: 2 };

const granted: BfcpAttribute = { type: 'requestStatus', status: 'granted', queuePosition: 0 };

/** As libre 1.1.0 wrote them. */
const LIBRE: Record<string, { hex: string; message: BfcpMessage }> = {
  Hello: {
    hex: '400b00001234567800010002',
    message: { ...ids, isResponse: false, transactionId: 1, primitive: 'Hello', attributes: [] },
  },
  FloorRequestStatus: {
    hex: '5004000812345678000200021e200007240800070a040300220800010a0403001c0c0002180552756d000000',
    message: {
      ...ids,
      isResponse: true,
      transactionId: 2,
      primitive: 'FloorRequestStatus',
      attributes: [
        {
          type: 'floorRequestInformation',
          id: 7,
          attributes: [
            { type: 'overallRequestStatus', id: 7, attributes: [granted] },
            { type: 'floorRequestStatus', id: 1, attributes: [granted] },
            {
              type: 'beneficiaryInformation',
              id: 2,
              attributes: [{ type: 'userDisplayName', text: 'Rum' }],
            },
          ],
        },
      ],
    },
  },
  Error: {
    hex: '500d000312345678000300020c05042a2c0000000e046e6f',
    message: {
      ...ids,
      isResponse: true,
      transactionId: 3,
      primitive: 'Error',
      attributes: [
        { type: 'errorCode', code: 4, details: Buffer.of(0x2a, 0x2c) },
        { type: 'errorInfo', text: 'no' },
      ],
    },
  },
  HelloAck: {
    hex: '500c000312345678000100021605010b1100000014040424',
    message: {
      ...ids,
      isResponse: true,
      transactionId: 1,
      primitive: 'HelloAck',
      attributes: [
        { type: 'supportedPrimitives', codes: [1, 11, 17] },
        { type: 'supportedAttributes', codes: [2, 18] },
      ],
    },
  },
};

const FLOOR_REQUEST = Buffer.from(
  '40010004123456780002000204040001080440001108736c69646573',
  'hex',
);

const seen = (hex: Buffer) => {
  const read = readBfcp(hex);
  return read.type === 'invalid' ? read.error : read.type;
};

/** With one byte replaced. */
function changed(packet: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(packet);
  copy[at] = value;
  return copy;
}

/** A Hello with these attributes; the length in the header is right. */
function helloWith(...attributes: number[]): Buffer {
  const header = Buffer.from('400b00001234567800010002', 'hex');
  header.writeUInt16BE(attributes.length / 4, 2);
  return Buffer.concat([header, Buffer.from(attributes)]);
}

test.each(Object.entries(LIBRE))('%s is written and read as by libre', (_name, one) => {
  expect(writeBfcp(one.message).toString('hex')).toBe(one.hex);
  expect(readBfcp(Buffer.from(one.hex, 'hex'))).toEqual({ type: 'message', message: one.message });
});

test('a FloorRequest of libre is read, its mandatory bits too', () => {
  expect(readBfcp(FLOOR_REQUEST)).toMatchObject({
    type: 'message',
    message: {
      primitive: 'FloorRequest',
      isResponse: false,
      attributes: [
        { type: 'floorId', id: 1 },
        { type: 'priority', priority: 2 },
        { type: 'participantProvidedInfo', text: 'slides' },
      ],
    },
  });
});

test('each fault has the error that the RFC gives it', () => {
  expect(seen(Buffer.alloc(11, 0x40))).toBe('foreign');
  expect(seen(changed(FLOOR_REQUEST, 0, 0x20))).toBe('versionUnsupported');
  expect(seen(changed(FLOOR_REQUEST, 0, 0x60))).toBe('versionUnsupported');
  expect(seen(changed(FLOOR_REQUEST, 1, 18))).toBe('primitiveUnknown');
  expect(seen(changed(FLOOR_REQUEST, 1, 0))).toBe('primitiveUnknown');
  expect(seen(changed(FLOOR_REQUEST, 3, 3))).toBe('lengthIncorrect');
  expect(seen(FLOOR_REQUEST.subarray(0, -4))).toBe('lengthIncorrect');
  expect(seen(Buffer.concat([FLOOR_REQUEST, Buffer.alloc(4)]))).toBe('lengthIncorrect');
  // An attribute that is shorter than its own header, one that ends behind the message, a floor id of three bytes.
  expect(seen(changed(FLOOR_REQUEST, 13, 1))).toBe('messageUnreadable');
  expect(seen(changed(FLOOR_REQUEST, 13, 200))).toBe('messageUnreadable');
  expect(seen(changed(FLOOR_REQUEST, 13, 3))).toBe('messageUnreadable');
  // A status that there is not.
  expect(seen(helloWith(0x0a, 4, 9, 0))).toBe('messageUnreadable');
});

test('an unknown attribute is passed over, and named in the error when it is mandatory', () => {
  expect(seen(helloWith(0x40, 4, 1, 2))).toBe('message');
  expect(readBfcp(helloWith(0x41, 4, 1, 2, 0x43, 2, 0, 0))).toMatchObject({
    error: 'mandatoryAttributeUnknown',
    details: Buffer.of(0x40, 0x42),
  });
});

test('neither depth nor number of attributes is without end', () => {
  // Groups in groups: floor request information, four deep.
  expect(seen(helloWith(0x1e, 8, 0, 1, 0x1e, 4, 0, 1))).toBe('message');
  const four = [0x1e, 16, 0, 1, 0x1e, 12, 0, 1, 0x1e, 8, 0, 1, 0x1e, 4, 0, 1];
  expect(seen(helloWith(...four))).toBe('messageUnreadable');
  const many = (count: number) =>
    helloWith(...Array.from({ length: count }, () => [4, 4, 0, 1]).flat());
  expect(seen(many(64))).toBe('message');
  expect(seen(many(65))).toBe('messageUnreadable');
});

test('a text that does not fit is cut at a whole character', () => {
  const attributes: BfcpAttribute[] = [{ type: 'userDisplayName', text: 'å'.repeat(200) }];
  const read = readBfcp(
    writeBfcp({ ...ids, isResponse: false, transactionId: 1, primitive: 'Hello', attributes }),
  );
  const text =
    read.type === 'message' ? findAttribute(read.message.attributes, 'userDisplayName') : undefined;
  expect(text).toEqual({ type: 'userDisplayName', text: 'å'.repeat(125) });
});

test('100,000 mutated messages are read or refused, and what is read can be written again', () => {
  const draw = new Draw(24);
  const originals = [
    FLOOR_REQUEST,
    ...Object.values(LIBRE).map(({ hex }) => Buffer.from(hex, 'hex')),
  ];
  const outcomes = new Map<string, number>();
  for (let count = 0; count < 100_000; count += 1) {
    let packet: Buffer = Buffer.from(originals[draw.below(originals.length)] ?? FLOOR_REQUEST);
    for (let changes = draw.below(4); changes >= 0; changes -= 1)
      packet[draw.below(packet.length)] = draw.below(256);
    if (draw.below(8) === 0) packet = packet.subarray(0, draw.below(packet.length + 1));
    const read = readBfcp(packet);
    outcomes.set(read.type, (outcomes.get(read.type) ?? 0) + 1);
    if (read.type === 'message') {
      const again = readBfcp(writeBfcp(read.message));
      expect(again.type).toBe('message');
    }
  }
  expect([...outcomes.keys()].toSorted()).toEqual(['foreign', 'fragment', 'invalid', 'message']);
});

test('an error names its code', () => {
  expect(errorAttributes('floorIdInvalid')).toEqual([
    { type: 'errorCode', code: 6, details: Buffer.alloc(0) },
  ]);
});
