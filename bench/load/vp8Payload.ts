// Payloads that look like VP8 to a forwarding server: descriptor and frame header are real (RFC 7741).
import { randomBytes } from 'node:crypto';

const DESCRIPTOR_BYTES = 6;
/** Stands in for the picture data, which no server inspects. */
const picture = randomBytes(65_536);

/** The position of a frame in the temporal layers. */
interface TemporalPlace {
  /** 0 for frames that all others depend on. */
  layer: number;
  /** Depends on layer 0 only: a receiver may switch up to this layer here. */
  isSync: boolean;
}

/** Of every four frames, as in L1T3: half of them without layer 2, a quarter without layer 1. */
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
  /** Counts the frames of all layers; 15 bits of it are sent, and 8 of the number of base frames. */
  number: number;
  isKeyFrame: boolean;
  width: number;
  height: number;
  /** Of the encoded frame, without the descriptors. */
  bytes: number;
}

/** The position of an encoded frame in its stream. */
interface FramePlace extends TemporalPlace {
  number: number;
  baseFrames: number;
}

/** @returns the payloads of a dummy frame, about equal in size, none longer than `maxBytes`. */
export function vp8Payloads(frame: Vp8Frame, maxBytes: number): Buffer[] {
  const { number, isKeyFrame } = frame;
  const temporal = isKeyFrame ? { layer: 0, isSync: false } : temporalPlaceOf(number);
  const place = { number, baseFrames: baseFramesUpTo(number), ...temporal };
  return payloadsOf(noise(frame), place, maxBytes);
}

/** @returns the payloads of an encoded frame, likewise. */
export function payloadsOf(
  encoded: Buffer,
  { number, baseFrames, layer, isSync }: FramePlace,
  maxBytes: number,
): Buffer[] {
  const count = Math.ceil(encoded.length / (maxBytes - DESCRIPTOR_BYTES));
  return Array.from({ length: count }, (_, place) => {
    const start = Math.floor((encoded.length * place) / count);
    const end = Math.floor((encoded.length * (place + 1)) / count);
    const payload = Buffer.allocUnsafe(DESCRIPTOR_BYTES + end - start);
    // Extended, start of the partition or not; then a picture ID of 15 bits, TL0PICIDX and the temporal layer.
    payload[0] = 0x80 | (place === 0 ? 0x10 : 0);
    payload[1] = 0xe0;
    payload.writeUInt16BE(0x8000 | (number & 0x7fff), 2);
    payload[4] = baseFrames & 0xff;
    payload[5] = (layer << 6) | (isSync ? 0x20 : 0);
    encoded.copy(payload, DESCRIPTOR_BYTES, start, end);
    return payload;
  });
}

function noise(frame: Vp8Frame): Buffer {
  const encoded = Buffer.from(picture.subarray(0, Math.floor(frame.bytes)));
  writeFrameHeader(encoded, frame);
  return encoded;
}

/** The frame tag, and after it a key frame's start code and size (RFC 6386 §9.1). */
function writeFrameHeader(encoded: Buffer, { isKeyFrame, width, height }: Vp8Frame): void {
  const isShown = 0x10;
  encoded[0] = isShown | (isKeyFrame ? 0 : 1);
  if (!isKeyFrame) return;
  encoded.writeUIntBE(0x9d012a, 3, 3);
  encoded.writeUInt16LE(width, 6);
  encoded.writeUInt16LE(height, 8);
}
