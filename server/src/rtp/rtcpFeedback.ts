// Reads and writes the RTCP feedback that concerns video: PLI, NACK (RFC 4585), FIR, TMMBR (RFC 5104).
import type { packets } from 'rtp.js';

/** Packet types: about the transport, and about the payload. */
const RTPFB = 205;
const PSFB = 206;
/** Of RTPFB. */
const NACK = 1;
const TMMBR = 3;
const TMMBN = 4;
/** Of PSFB. */
const PLI = 1;
const FIR = 4;
const HEADER_BYTES = 12;
const FIR_ENTRY_BYTES = 8;
const TMMBR_ENTRY_BYTES = 8;
const NACK_ENTRY_BYTES = 4;
/** Asked for by one NACK packet: more than a key frame. */
const MAX_NACKED = 256;
/** Packets after the first that one entry of a NACK can name. */
const NACK_BITS = 16;

/** One of a compound. */
export type RtcpPacket = ReturnType<
  InstanceType<typeof packets.CompoundPacket>['getPackets']
>[number];

/** One request. `ssrc` is the stream that it is about. */
export type RtcpFeedback =
  | { type: 'pictureLoss'; ssrc: number }
  /** `from` and `sequence` tell a repetition from another request (RFC 5104 §4.3.1.2). */
  | { type: 'fullIntraRequest'; ssrc: number; from: number; sequence: number }
  | { type: 'nack'; ssrc: number; sequences: number[] }
  | { type: 'bitrateLimit'; ssrc: number; from: number; limit: BitrateLimit };

/** As it is on the wire, with all of its packets' headers counted: exponent, mantissa, overhead (RFC 5104 §4.2.1.1). */
export type BitrateLimit = number & { readonly unit: 'TMMBR' };

export function bitsPerSecond(limit: BitrateLimit): number {
  return ((limit >>> 9) & 0x1_ffff) * 2 ** (limit >>> 26);
}

/** @returns what it asks for; nothing when it is no feedback, or malformed. */
export function readFeedback(packet: RtcpPacket): RtcpFeedback[] {
  const view = packet.getView();
  const entriesEnd = view.byteLength - packet.getPadding();
  if (entriesEnd < HEADER_BYTES) return [];
  const type = view.getUint8(1);
  const format = view.getUint8(0) & 0x1f;
  const from = view.getUint32(4);
  const ssrc = view.getUint32(8);
  const entries = new DataView(
    view.buffer,
    view.byteOffset + HEADER_BYTES,
    entriesEnd - HEADER_BYTES,
  );
  if (type === PSFB && format === PLI) {
    return entries.byteLength === 0 ? [{ type: 'pictureLoss', ssrc }] : [];
  }
  if (type === PSFB && format === FIR) {
    return eachEntry(entries, FIR_ENTRY_BYTES, (at) => ({
      type: 'fullIntraRequest',
      ssrc: entries.getUint32(at),
      from,
      sequence: entries.getUint8(at + 4),
    }));
  }
  if (type === RTPFB && format === TMMBR) {
    return eachEntry(entries, TMMBR_ENTRY_BYTES, (at) => ({
      type: 'bitrateLimit',
      ssrc: entries.getUint32(at),
      from,
      limit: entries.getUint32(at + 4) as BitrateLimit,
    }));
  }
  if (type !== RTPFB || format !== NACK) return [];
  const sequences = eachEntry(entries, NACK_ENTRY_BYTES, (at) =>
    nacked(entries.getUint16(at), entries.getUint16(at + 2)),
  ).flat();
  return [{ type: 'nack', ssrc, sequences: sequences.slice(0, MAX_NACKED) }];
}

/** @returns nothing when the length is none of whole entries. */
function eachEntry<T>(entries: DataView, size: number, read: (at: number) => T): T[] {
  if (entries.byteLength % size !== 0) return [];
  return Array.from({ length: entries.byteLength / size }, (_, index) => read(index * size));
}

function nacked(first: number, following: number): number[] {
  const sequences = [first];
  for (let bit = 0; bit < NACK_BITS; bit += 1) {
    if (((following >> bit) & 1) === 1) sequences.push((first + bit + 1) & 0xffff);
  }
  return sequences;
}

export function writePictureLoss(from: number, ssrc: number): Buffer {
  return writeFeedback(PSFB, PLI, from, ssrc, Buffer.alloc(0));
}

/** @param sequence of the request: another number for each. */
export function writeFullIntraRequest(from: number, ssrc: number, sequence: number): Buffer {
  const entry = Buffer.alloc(FIR_ENTRY_BYTES);
  entry.writeUInt32BE(ssrc);
  entry.writeUInt8(sequence & 0xff, 4);
  return writeFeedback(PSFB, FIR, from, 0, entry);
}

/** @param sequences in ascending order. */
export function writeNack(from: number, ssrc: number, sequences: readonly number[]): Buffer {
  const entries: { first: number; following: number }[] = [];
  for (const sequence of sequences) {
    const last = entries.at(-1);
    const bit = last === undefined ? NACK_BITS : ((sequence - last.first) & 0xffff) - 1;
    if (last !== undefined && bit >= 0 && bit < NACK_BITS) last.following |= 1 << bit;
    else entries.push({ first: sequence, following: 0 });
  }
  const written = Buffer.alloc(entries.length * NACK_ENTRY_BYTES);
  for (const [index, { first, following }] of entries.entries()) {
    written.writeUInt16BE(first, index * NACK_ENTRY_BYTES);
    written.writeUInt16BE(following, index * NACK_ENTRY_BYTES + 2);
  }
  return writeFeedback(RTPFB, NACK, from, ssrc, written);
}

/** Tells who has set the limit that we keep to (TMMBN, RFC 5104 §4.2.2). */
export function writeBitrateLimitNotification(
  from: number,
  owner: number,
  limit: BitrateLimit,
): Buffer {
  const entry = Buffer.alloc(TMMBR_ENTRY_BYTES);
  entry.writeUInt32BE(owner);
  entry.writeUInt32BE(limit, 4);
  return writeFeedback(RTPFB, TMMBN, from, 0, entry);
}

function writeFeedback(
  type: number,
  format: number,
  from: number,
  ssrc: number,
  entries: Buffer,
): Buffer {
  const written = Buffer.alloc(HEADER_BYTES + entries.length);
  written.writeUInt8(0x80 | format, 0);
  written.writeUInt8(type, 1);
  written.writeUInt16BE(written.length / 4 - 1, 2);
  written.writeUInt32BE(from, 4);
  written.writeUInt32BE(ssrc, 8);
  entries.copy(written, HEADER_BYTES);
  return written;
}
