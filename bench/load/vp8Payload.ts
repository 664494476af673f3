// Payloads that look like VP8 to a server that forwards it: the descriptor and the frame header are real (RFC 7741).
import { randomBytes } from 'node:crypto';

const DESCRIPTOR_BYTES = 6;
/** What stands for the picture itself, which no server looks into. */
const picture = randomBytes(65_536);

/** Where a frame stands among temporal layers. */
interface TemporalPlace {
  /** 0 for the frames that every other rests on. */
  layer: number;
  /** Rests on nothing but layer 0: from here a receiver may go on with this layer. */
  isSync: boolean;
}

/** Of each four frames, as in L1T3: without layer 2 half of them are left, without 1 a quarter. */
const L1T3: TemporalPlace[] = [
  { layer: 0, isSync: false },
  { layer: 2, isSync: true },
  { layer: 1, isSync: true },
  { layer: 2, isSync: false },
];
const temporalPlaceOf = (frame: number): TemporalPlace =>
  L1T3[frame % L1T3.length] ?? { layer: 0, isSync: false };
/** How many frames of layer 0 there were up to this one. */
const baseFramesUpTo = (frame: number): number => Math.floor(frame / L1T3.length) + 1;

export interface Vp8Frame {
  /** Counts frames, of all layers; 15 bits of it are sent, and 8 of the number of base frames. */
  number: number;
  isKeyFrame: boolean;
  width: number;
  height: number;
  /** Of the encoded frame, without the descriptors. */
  bytes: number;
}

/** @returns the payloads of a frame, all about as long, none longer than `maxBytes`. */
export function vp8Payloads(frame: Vp8Frame, maxBytes: number): Buffer[] {
  const temporal = frame.isKeyFrame ? { layer: 0, isSync: false } : temporalPlaceOf(frame.number);
  const count = Math.ceil(frame.bytes / (maxBytes - DESCRIPTOR_BYTES));
  return Array.from({ length: count }, (_, place) => {
    const start = Math.floor((frame.bytes * place) / count);
    const end = Math.floor((frame.bytes * (place + 1)) / count);
    const payload = Buffer.allocUnsafe(DESCRIPTOR_BYTES + end - start);
    // Extended, start of the partition or not; then a picture ID of 15 bits, TL0PICIDX and the temporal layer.
    payload[0] = 0x80 | (place === 0 ? 0x10 : 0);
    payload[1] = 0xe0;
    payload.writeUInt16BE(0x8000 | (frame.number & 0x7fff), 2);
    payload[4] = baseFramesUpTo(frame.number) & 0xff;
    payload[5] = (temporal.layer << 6) | (temporal.isSync ? 0x20 : 0);
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
