// Reads and writes the descriptor before each VP8 payload (RFC 7741 §4.2).

const EXTENDED = 0x80;
const START = 0x10;
const PARTITION = 0x07;
/** Of the extension byte: what follows it. */
const HAS_PICTURE_ID = 0x80;
const HAS_BASE_LAYER_INDEX = 0x40;
const HAS_LAYER = 0x20;
const HAS_KEY_INDEX = 0x10;
const LONG = 0x80;
const DEPENDS_ON_BASE_ONLY = 0x20;
/** Of the frame header's first byte: clear in a key frame (RFC 6386 §9.1). */
const INTERFRAME = 0x01;
const MAX_PICTURE_ID = 0x7fff;

export interface Vp8Payload {
  /** The first of its frame. */
  isFrameStart: boolean;
  /** Known of the first alone. */
  isKeyFrame: boolean;
  temporalLayer: number;
  /** Whether it refers to no other frame than those of the base layer. */
  dependsOnBaseOnly: boolean;
  /** Counts the frames of the base layer (TL0PICIDX), modulo 256; undefined when there are no layers. */
  baseLayerIndex: number | undefined;
  data: Uint8Array;
}

/** @returns undefined when it is malformed. */
export function readVp8Payload(payload: Uint8Array): Vp8Payload | undefined {
  const first = payload[0] ?? 0;
  let at = 1;
  let baseLayerIndex: number | undefined;
  let layer = 0;
  if ((first & EXTENDED) !== 0) {
    const extension = payload[at] ?? 0;
    at += 1;
    if ((extension & HAS_PICTURE_ID) !== 0) at += ((payload[at] ?? 0) & LONG) === 0 ? 1 : 2;
    if ((extension & HAS_BASE_LAYER_INDEX) !== 0) {
      baseLayerIndex = payload[at];
      at += 1;
    }
    if ((extension & (HAS_LAYER | HAS_KEY_INDEX)) !== 0) {
      if ((extension & HAS_LAYER) !== 0) layer = payload[at] ?? 0;
      at += 1;
    }
  }
  if (at >= payload.length) return undefined;
  const isFrameStart = (first & START) !== 0 && (first & PARTITION) === 0;
  return {
    isFrameStart,
    isKeyFrame: isFrameStart && ((payload[at] ?? 0) & INTERFRAME) === 0,
    temporalLayer: layer >> 6,
    dependsOnBaseOnly: layer >> 6 === 0 || (layer & DEPENDS_ON_BASE_ONLY) !== 0,
    baseLayerIndex,
    data: payload.subarray(at),
  };
}

/** @param pictureId 15 bits, one more for each frame. */
export function writeVp8Payload(
  data: Uint8Array,
  { isFrameStart, pictureId }: { isFrameStart: boolean; pictureId: number },
): Buffer {
  const id = pictureId & MAX_PICTURE_ID;
  const descriptor = Buffer.of(
    EXTENDED | (isFrameStart ? START : 0),
    HAS_PICTURE_ID,
    LONG | (id >> 8),
    id & 0xff,
  );
  return Buffer.concat([descriptor, data]);
}
