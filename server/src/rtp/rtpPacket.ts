// Reads and writes RTP packets (RFC 3550 §5.1).
import { packets } from 'rtp.js';

export interface RtpPacket {
  payloadType: number;
  hasMarker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
  /** Whose media a mixer's packet carries (RFC 3550 §5.1); none in others. */
  contributors?: readonly number[];
  payload: Uint8Array;
  /** A header extension element by its id (RFC 8285), if the packet has it. */
  extension?(id: number): Uint8Array | undefined;
}

const HEADER_BYTES = 12;
/** A one-byte header extension with a single element, padded to four bytes (RFC 8285 §4.2). */
const EXTENSION_BYTES = 8;
const ONE_BYTE_EXTENSIONS = 0xbede;
const MARKER = 0x80;

/** @returns undefined when it is not RTP. */
export function parseRtp(packet: Uint8Array): RtpPacket | undefined {
  if (packet.length < HEADER_BYTES) return undefined;
  try {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    const parsed = new packets.RtpPacket(view);
    const payload = parsed.getPayload();
    return {
      payloadType: parsed.getPayloadType(),
      hasMarker: parsed.getMarker(),
      sequence: parsed.getSequenceNumber(),
      timestamp: parsed.getTimestamp(),
      ssrc: parsed.getSsrc(),
      contributors: parsed.getCsrcs(),
      payload: bytesOf(payload),
      extension: (id) => {
        const element = parsed.getExtension(id);
        return element && bytesOf(element);
      },
    };
  } catch {
    return undefined;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: DataView) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** How RTP and RTCP on one port are told apart (RFC 5761 §4). */
export function isRtcp(packet: Uint8Array): boolean {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** The length of the header with CSRCs and extension; undefined when the packet is truncated. */
export function rtpHeaderBytes(packet: Buffer): number | undefined {
  if (packet.length < HEADER_BYTES || (packet[0] ?? 0) >> 6 !== 2) return undefined;
  const first = packet.readUInt8(0);
  let length = HEADER_BYTES + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    if (packet.length < length + 4) return undefined;
    length += 4 + packet.readUInt16BE(length + 2) * 4;
  }
  return packet.length < length ? undefined : length;
}

/** @param element of a header extension, the only one written: its id and its byte. */
export function writeRtp(packet: RtpPacket, element?: { id: number; byte: number }): Buffer {
  const { contributors = [] } = packet;
  const extensionAt = HEADER_BYTES + contributors.length * 4;
  const headerBytes = extensionAt + (element === undefined ? 0 : EXTENSION_BYTES);
  const written = Buffer.alloc(headerBytes + packet.payload.length);
  written.writeUInt8((element === undefined ? 0x80 : 0x90) | contributors.length, 0);
  written.writeUInt8((packet.hasMarker ? MARKER : 0) | packet.payloadType, 1);
  written.writeUInt16BE(packet.sequence & 0xffff, 2);
  written.writeUInt32BE(packet.timestamp >>> 0, 4);
  written.writeUInt32BE(packet.ssrc, 8);
  for (const [at, one] of contributors.entries()) written.writeUInt32BE(one, HEADER_BYTES + at * 4);
  if (element !== undefined) {
    written.writeUInt16BE(ONE_BYTE_EXTENSIONS, extensionAt);
    written.writeUInt16BE(1, extensionAt + 2);
    written.writeUInt8(element.id << 4, extensionAt + 4);
    written.writeUInt8(element.byte, extensionAt + 5);
  }
  written.set(packet.payload, headerBytes);
  return written;
}

/** How far `later` is after `earlier`; sequence numbers wrap after 16 bits. */
export function sequenceDistance(later: number, earlier: number): number {
  return ((later - earlier) << 16) >> 16;
}

/** The same for timestamps, which wrap after 32 bits. */
export function timestampDistance(later: number, earlier: number): number {
  return (later - earlier) | 0;
}
