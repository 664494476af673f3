// Redundant payloads (RFC 2198): older blocks and the newest one in one packet.

export interface RedBlock {
  payloadType: number;
  /** How much earlier than the packet's its timestamp is, in clock steps; 0 for the newest. */
  offset: number;
  payload: Uint8Array;
}

/** 14 bits. */
export const MAX_OFFSET = 0x3fff;
/** 10 bits. */
const MAX_BLOCK_BYTES = 0x3ff;
/** More than anybody sends. */
const MAX_BLOCKS = 8;
const HEADER_BYTES = 4;
const MORE = 0x80;

/** @returns oldest first; undefined when it is malformed. */
export function readRed(payload: Uint8Array): RedBlock[] | undefined {
  const view = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const headers: { payloadType: number; offset: number; length: number }[] = [];
  let at = 0;
  for (;;) {
    const first = view[at];
    if (first === undefined || headers.length > MAX_BLOCKS) return undefined;
    const payloadType = first & 0x7f;
    if ((first & MORE) === 0) {
      at += 1;
      headers.push({ payloadType, offset: 0, length: Infinity });
      break;
    }
    if (view.length < at + HEADER_BYTES) return undefined;
    const rest = view.readUIntBE(at + 1, 3);
    headers.push({ payloadType, offset: rest >> 10, length: rest & MAX_BLOCK_BYTES });
    at += HEADER_BYTES;
  }
  const blocks: RedBlock[] = [];
  for (const { payloadType, offset, length } of headers) {
    const end = Math.min(at + length, view.length);
    if (length !== Infinity && end < at + length) return undefined;
    blocks.push({ payloadType, offset, payload: view.subarray(at, end) });
    at = end;
  }
  return blocks;
}

/** @param blocks oldest first, at least one; all but the last within `MAX_OFFSET` and 10 bits of length */
export function writeRed(blocks: readonly RedBlock[]): Buffer {
  const headers = blocks.map(({ payloadType, offset, payload }, at) => {
    if (at === blocks.length - 1) return Buffer.of(payloadType);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt8(MORE | payloadType, 0);
    header.writeUIntBE((offset << 10) | payload.length, 1, 3);
    return header;
  });
  return Buffer.concat([...headers, ...blocks.map(({ payload }) => payload)]);
}
