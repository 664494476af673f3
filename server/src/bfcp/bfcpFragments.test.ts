import { expect, test } from 'vitest';
import { Draw } from '@distansmote/testkit/telephone/sipMutations.ts';
import { BfcpFragments } from './bfcpFragments.ts';
import { type BfcpFragment, readBfcp } from './bfcpMessage.ts';

/** A FloorRequest of 28 bytes, as libre wrote it. */
const WHOLE = Buffer.from('40010004123456780002000204040001080440001108736c69646573', 'hex');

/** As a sender makes it of a part of the message, in units of four bytes. */
function fragment(offset: number, units: number, whole: Buffer = WHOLE): BfcpFragment {
  const header = Buffer.from(whole.subarray(0, 12));
  header.writeUInt8(header.readUInt8(0) | 0x08, 0);
  const fields = Buffer.alloc(4);
  fields.writeUInt16BE(offset, 0);
  fields.writeUInt16BE(units, 2);
  const start = 12 + offset * 4;
  const part = whole.subarray(start, start + units * 4);
  const read = readBfcp(Buffer.concat([header, fields, part]));
  if (read.type !== 'fragment') throw new Error(read.type);
  return read.fragment;
}

function other(transactionId: number): Buffer {
  const copy = Buffer.from(WHOLE);
  copy.writeUInt16BE(transactionId, 8);
  return copy;
}

test('parts in any order, and twice, make the message', () => {
  const fragments = new BfcpFragments();
  expect(fragments.add(fragment(3, 1), 0)).toBeUndefined();
  expect(fragments.add(fragment(0, 2), 10)).toBeUndefined();
  expect(fragments.add(fragment(0, 2), 20)).toBeUndefined();
  expect(fragments.add(fragment(2, 1), 30)).toEqual(WHOLE);
  // The buffer is gone: a part alone is the start of another.
  expect(fragments.add(fragment(2, 1), 40)).toBeUndefined();
});

test('a part that overlaps another changes nothing', () => {
  const fragments = new BfcpFragments();
  fragments.add(fragment(0, 2), 0);
  const evil = { ...fragment(1, 2), bytes: Buffer.alloc(8, 0xff) };
  expect(fragments.add(evil, 0)).toBeUndefined();
  expect(fragments.add(fragment(2, 2), 0)).toEqual(WHOLE);
});

test('what is not complete is forgotten: after ten seconds, and for a third message', () => {
  const late = new BfcpFragments();
  late.add(fragment(0, 2), 0);
  expect(late.add(fragment(2, 2), 10_000)).toBeUndefined();

  const many = new BfcpFragments();
  for (const transactionId of [2, 3, 4]) many.add(fragment(0, 2, other(transactionId)), 0);
  expect(many.add(fragment(2, 2, other(4)), 0)).toEqual(other(4));
  expect(many.add(fragment(2, 2, other(3)), 0)).toEqual(other(3));
  expect(many.add(fragment(2, 2, other(2)), 0)).toBeUndefined();
});

test('a message that would be larger than any is not begun, nor one of a great many parts', () => {
  const fragments = new BfcpFragments();
  const huge = Buffer.concat([WHOLE, Buffer.alloc(8_192)]);
  huge.writeUInt16BE((huge.length - 12) / 4, 2);
  expect(fragments.add(fragment(0, 1_000, huge), 0)).toBeUndefined();
  expect(fragments.add(fragment(1_000, 1_000, huge), 0)).toBeUndefined();
  const long = Buffer.concat([WHOLE, Buffer.alloc(80)]);
  long.writeUInt16BE((long.length - 12) / 4, 2);
  const parts = Array.from({ length: 24 }, (_, unit) => fragments.add(fragment(unit, 1, long), 0));
  expect(parts.every((one) => one === undefined)).toBe(true);
});

test('a fragment that reaches out of its message is refused', () => {
  const draw = new Draw(24);
  let refused = 0;
  const fragments = new BfcpFragments();
  for (let count = 0; count < 10_000; count += 1) {
    const packet = Buffer.alloc(16 + 4 * draw.below(3));
    packet.writeUInt8(0x48, 0);
    packet.writeUInt16BE(draw.below(6), 2);
    packet.writeUInt16BE(draw.below(8), 12);
    packet.writeUInt16BE(draw.below(4), 14);
    const read = readBfcp(packet);
    if (read.type === 'fragment') fragments.add(read.fragment, count);
    else refused += 1;
  }
  expect(refused).toBeGreaterThan(1_000);
});
