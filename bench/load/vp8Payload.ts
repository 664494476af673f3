// Payloads that look like VP8 to a server that forwards it: the descriptor and the frame header are real (RFC 7741).
import { randomBytes } from 'node:crypto';

const DESCRIPTOR_BYTES = 4;
/** What stands for the picture itself, which no server looks into. */
const picture = randomBytes(65_536);

export interface Vp8Frame {
  /** Counts frames; 15 bits of it are sent. */
  pictureId: number;
  isKeyFrame: boolean;
  width: number;
  height: number;
  /** Of the encoded frame, without the descriptors. */
  bytes: number;
}

/** @returns the payloads of a frame, all about as long, none longer than `maxBytes`. */
export function vp8Payloads(frame: Vp8Frame, maxBytes: number): Buffer[] {
  const count = Math.ceil(frame.bytes / (maxBytes - DESCRIPTOR_BYTES));
  return Array.from({ length: count }, (_, place) => {
    const start = Math.floor((frame.bytes * place) / count);
    const end = Math.floor((frame.bytes * (place + 1)) / count);
    const payload = Buffer.allocUnsafe(DESCRIPTOR_BYTES + end - start);
    // Extended, start of the partition or not; only a picture ID, of 15 bits.
    payload[0] = 0x80 | (place === 0 ? 0x10 : 0);
    payload[1] = 0x80;
    payload.writeUInt16BE(0x8000 | (frame.pictureId & 0x7fff), 2);
    picture.copy(payload, DESCRIPTOR_BYTES, start % 32_768, (start % 32_768) + end - start);
    if (place === 0) writeFrameHeader(payload, frame);
    return payload;
  });
}

/** The frame tag, and after it a key frame's start code and size (RFC 6386 §9.1). */
function writeFrameHeader(payload: Buffer, { isKeyFrame, width, height }: Vp8Frame): void {
  const isShown = 0x10;
  payload[DESCRIPTOR_BYTES] = isShown | (isKeyFrame ? 0 : 1);
  if (!isKeyFrame) return;
  payload.writeUIntBE(0x9d012a, DESCRIPTOR_BYTES + 3, 3);
  payload.writeUInt16LE(width, DESCRIPTOR_BYTES + 6);
  payload.writeUInt16LE(height, DESCRIPTOR_BYTES + 8);
}
