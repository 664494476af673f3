import { expect, it } from 'vitest';
import type { RtpPacket } from '../rtpPacket.ts';
import { readRed, writeRed } from './red.ts';
import { type TextFormats, TextReceiver } from './textReceiver.ts';

const RED = 96;
const T140 = 97;
const FORMATS: TextFormats = {
  payloadType: T140,
  redundancyPayloadType: RED,
  generations: 2,
  isMixed: false,
};
const INTERVAL = 300;

/** What each packet of a sender says first, as bytes; the others in it are repetitions. */
type Parts = readonly (string | Uint8Array)[];

function packetsOf(parts: Parts, { from = 65_534, ssrc = 1, generations = 2 } = {}): RtpPacket[] {
  const bytes = parts.map((part) => Buffer.from(part));
  return parts.map((_, at) => {
    const blocks = Array.from({ length: generations + 1 }, (_block, index) => {
      const age = generations - index;
      const payload = bytes[at - age] ?? Buffer.alloc(0);
      return { payloadType: T140, offset: age * INTERVAL, payload };
    });
    return {
      payloadType: RED,
      hasMarker: at === 0,
      sequence: (from + at) & 0xffff,
      timestamp: (2 ** 32 - 600 + at * INTERVAL) >>> 0,
      ssrc,
      payload: writeRed(blocks),
    };
  });
}

/** @param arrive which of the packets, in which order */
function read(packets: readonly RtpPacket[], arrive: readonly number[], formats = FORMATS): string {
  const receiver = new TextReceiver();
  receiver.agree(formats);
  let [text, now] = ['', 0];
  for (const at of arrive) {
    const packet = packets[at];
    if (packet !== undefined) text += receiver.receive(packet, (now += 100));
  }
  return text + receiver.flush(now + 10_000);
}

const PARTS = ['\uFEFFHe', 'j', '\b', 'å 1', '', ' 2', ' 3', ' 4', ' 5'];
const WHOLE = 'Hej\bå 1 2 3 4 5';

it.each([
  ['all', [0, 1, 2, 3, 4, 5, 6, 7, 8], WHOLE],
  ['one lost', [0, 1, 3, 4, 5, 6, 7, 8], WHOLE],
  ['two lost in a row, which come back in their order', [0, 3, 4, 5, 8], WHOLE],
  ['the first ones lost', [2, 3, 4, 5, 6, 7, 8], WHOLE],
  ['three lost in a row', [0, 4, 5, 6, 7, 8], 'He\uFFFD\bå 1 2 3 4 5'],
  ['two that changed places', [0, 2, 1, 3, 5, 4, 6, 7, 8], WHOLE],
  ['each twice', [0, 0, 1, 1, 2, 0, 3, 3, 4, 5, 5, 6, 7, 8, 8], WHOLE],
  ['one that comes much too late', [0, 1, 2, 4, 5, 6, 7, 8, 3], WHOLE],
])('%s', (_name, arrive, expected) => {
  expect(read(packetsOf(PARTS), arrive)).toBe(expected);
});

it('a character that is cut over two packets is one', () => {
  const [first = 0, ...rest] = Buffer.from('🙂');
  const packets = packetsOf([Uint8Array.of(first), Uint8Array.from(rest), 'x']);
  expect(read(packets, [0, 1, 2])).toBe('🙂x');
  expect(read(packets, [0, 2])).toBe('🙂x');
});

it('new lines are one character, also when they are cut in two, and controls are none', () => {
  expect(read(packetsOf(['a\r', '\nb\n', 'c\r\nd\u2029', '\u0007\u0000e']), [0, 1, 2, 3])).toBe(
    'a\u2028b\u2028c\u2028d\u2028e',
  );
  expect(
    read(packetsOf(['\u009B1;31mröd\u009B0m', '\u001Ba', '\u0098app\u009C.']), [0, 1, 2]),
  ).toBe('röd.');
});

it('without redundancy what is lost is marked, once it has been waited for', () => {
  const bare = packetsOf(['a', 'b', 'c'], { generations: 0 }).map((packet) => ({
    ...packet,
    payloadType: T140,
    payload: packet.payload.subarray(1),
  }));
  const formats = { ...FORMATS, redundancyPayloadType: undefined, generations: 0 };
  expect(read(bare, [0, 2], formats)).toBe('a\uFFFDc');
  expect(read(bare, [0, 2, 1], formats)).toBe('abc');
});

it('a device that counts no offsets says nothing twice', () => {
  const packets = packetsOf(PARTS).map((packet) => {
    const blocks = (readRed(packet.payload) ?? []).map((block) => ({ ...block, offset: 0 }));
    return { ...packet, payload: writeRed(blocks) };
  });
  expect(read(packets, [0, 1, 2, 3, 4, 5, 6, 7, 8])).toBe(WHOLE);
  expect(read(packets, [0, 2, 4, 6, 8])).toBe(WHOLE);
});

it('one that leaves empty repetitions out says nothing twice either', () => {
  const packets = packetsOf(['a', '', 'b']);
  const [first, , last] = packets;
  if (first === undefined || last === undefined) throw new Error('no packets');
  const kept = (readRed(last.payload) ?? []).filter(({ payload }) => payload.length > 0);
  expect(read([first, { ...last, payload: writeRed(kept) }], [0, 1])).toBe('ab');
});

/** What a mixer sends of several writers, interleaved; the contributor of each is its index. */
function mixedPackets(parts: readonly [writer: number, part: string][]): RtpPacket[] {
  const said = new Map<number, { text: string; at: number }[]>();
  return parts.map(([writer, text], sequence) => {
    const at = sequence * 100;
    const before = (said.get(writer) ?? []).slice(-2);
    said.set(writer, [...before, { text, at }]);
    const none = Array.from({ length: 2 - before.length }, () => ({ text: '', at: at - 600 }));
    const blocks = [...none, ...before, { text, at }].map((block) => ({
      payloadType: T140,
      offset: at - block.at,
      payload: Buffer.from(block.text),
    }));
    return {
      payloadType: RED,
      hasMarker: sequence === 0,
      sequence,
      timestamp: 10_000 + at,
      ssrc: 1,
      contributors: [writer],
      payload: writeRed(blocks),
    };
  });
}

const MIXED: TextFormats = { ...FORMATS, isMixed: true };

it('several behind one call write on lines of their own', () => {
  const mixed = mixedPackets([
    [1, 'hej '],
    [2, 'nej'],
    [1, ''],
    [2, ''],
  ]);
  expect(read(mixed, [0, 1, 2, 3], MIXED)).toBe('hej \u2028nej');
  expect(read(mixed, [0, 2, 3], MIXED)).toBe('hej \u2028nej');
});

it('the example of the RFC: of two writers behind a mixer nothing is lost with two packets', () => {
  const mixed = mixedPackets([
    [1, 'A1'],
    [1, 'A2'],
    [1, 'A3'],
    [2, 'B1'],
    [1, ''],
    [2, 'B2'],
    [1, ''],
    [2, ''],
  ]);
  expect(read(mixed, [0, 1, 2, 3, 6, 7], MIXED)).toBe('A1A2A3\u2028B1B2');
});

it('three packets of one writer behind a mixer, lost among those of another, are marked', () => {
  const mixed = mixedPackets(
    [1, 2, 1, 2, 1, 2, 1, 2, 1, 2].map((writer, at) => [writer, String(at)] as [number, string]),
  );
  expect(read(mixed, [0, 1, 3, 5, 7, 8, 9], MIXED)).toBe('0\u20281357\u2028\uFFFD468\u20289');
  expect(read(mixed, [0, 1, 2, 3, 5, 7, 8, 9], MIXED)).not.toContain('\uFFFD');
});

it('who has not agreed on mixing sends the text of one, whatever sources it names', () => {
  const packets = packetsOf(PARTS).map((packet, at) => ({ ...packet, contributors: [at % 2] }));
  expect(read(packets, [0, 1, 2, 3, 4, 5, 6, 7, 8])).toBe(WHOLE);
  expect(read(packets, [0, 1, 3, 4, 5, 6, 8])).toBe(WHOLE);
});

it('repetitions that are left out after a pause were empty', () => {
  const packets = packetsOf(['a', '', '', 'b']);
  const [, , , last] = packets;
  if (last === undefined) throw new Error('no packet');
  const bare = (readRed(last.payload) ?? []).slice(-1);
  packets[3] = { ...last, payload: writeRed(bare) };
  expect(read(packets, [0, 1, 3])).toBe('ab');
});

it('another stream begins anew', () => {
  const packets = [...packetsOf(['a']), ...packetsOf(['b', 'c'], { ssrc: 2, from: 7 })];
  expect(read(packets, [0, 1, 2])).toBe('abc');
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a header that ends', Buffer.of(0x80 | T140, 0)],
  ['headers without end', Buffer.alloc(400, 0x80 | T140)],
  ['a block that is longer than the packet', Buffer.of(0x80 | T140, 0, 0, 200, T140, 65)],
])('%s is no redundancy', (_name, payload) => {
  expect(readRed(payload)).toBeUndefined();
});
