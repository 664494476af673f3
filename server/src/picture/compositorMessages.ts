// The messages to and from the compositor process, as bytes: a type, then fields, all integers little-endian. The other end is
// server/compositor/engine.cpp, which also checks them.
import type { Rotation } from '../rtp/videoOrientation.ts';

export type VideoCodec = 'H264' | 'VP8';

/** Within a canvas, everything even: chroma has half the resolution. */
interface SceneTile {
  source: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** `cover` fills the tile and cuts off what protrudes; `contain` shows all of it before the background. */
  fit: 'cover' | 'contain';
}

/** Drawn over the tiles in order; it may protrude from the canvas. Even coordinates. */
interface SceneOverlay {
  bitmap: number;
  x: number;
  y: number;
}

export interface CompositorScene {
  /** 16 to 1920 each, even, and not more than 1920 × 1088 pixels. */
  width: number;
  height: number;
  /** 0xRRGGBB */
  background: number;
  /** At most 32. */
  tiles: readonly SceneTile[];
  /** At most 128. */
  overlays: readonly SceneOverlay[];
}

export interface Bitmap {
  /** Even, at most 1920 × 1088 pixels. */
  width: number;
  height: number;
  /** Premultiplied by alpha, without padding. */
  rgba: Uint8Array;
}

export interface EncoderOptions {
  codec: VideoCodec;
  /** A source is scaled to fit, before black. */
  input: { canvas: number } | { source: number };
  /** As of a canvas. */
  width: number;
  height: number;
  /** Bit/s, 16,000 to 20,000,000. */
  bitrate: number;
  /** Pictures a second, 1 to 60. */
  frameRate: number;
  /** H.264 only; constrained baseline if left out. */
  profile?: 'constrainedBaseline' | 'high';
  /** H.264 only: no NAL unit is longer, for packetization-mode 0 (RFC 6184 §6.2). 400 to 60,000. */
  maxSliceBytes?: number;
}

export interface EncoderChange {
  bitrate?: number;
  frameRate?: number;
}

export interface DecodeAnswer {
  /** A picture came of this frame: it is the source's new one. */
  isDecoded: boolean;
  /**
   * What the source shows is not what was sent, or nothing yet: a frame was damaged, refers to one that is missing, or
   * cannot be decoded at all. True until a key frame was decoded without damage.
   */
  needsKeyFrame: boolean;
  /** Of the decoded picture, before it is turned; 0 without one. */
  width: number;
  height: number;
}

export interface EncodedFrame {
  /** A VP8 frame, or an H.264 access unit (Annex B), with parameter sets where it is a key frame. */
  data: Buffer;
  isKeyFrame: boolean;
}

type CompositorAnswer = { request: number } & (
  | { type: 'decoded'; answer: DecodeAnswer }
  | { type: 'encoded'; answer: EncodedFrame | undefined }
);

const CODECS: Record<VideoCodec, number> = { H264: 0, VP8: 1 };

/** Followed by the frame itself. */
export function decodeHead(
  request: number,
  source: number,
  codec: VideoCodec,
  rotation: Rotation,
): Buffer {
  return fields(1, [u32(request), u32(source), u8(CODECS[codec]), u8(rotation / 90)]);
}

export function forgetSource(source: number): Buffer {
  return fields(2, [u32(source)]);
}

/** Followed by its pixels. */
export function setBitmapHead(bitmap: number, { width, height }: Bitmap): Buffer {
  return fields(3, [u32(bitmap), u16(width), u16(height)]);
}

export function forgetBitmap(bitmap: number): Buffer {
  return fields(4, [u32(bitmap)]);
}

export function setScene(canvas: number, scene: CompositorScene): Buffer {
  const { width, height, background, tiles, overlays } = scene;
  const red = (background >> 16) & 0xff;
  const green = (background >> 8) & 0xff;
  return fields(5, [
    u32(canvas),
    u16(width),
    u16(height),
    u8(red),
    u8(green),
    u8(background & 0xff),
    u8(tiles.length),
    ...tiles.flatMap((tile) => [
      u32(tile.source),
      u16(tile.x),
      u16(tile.y),
      u16(tile.width),
      u16(tile.height),
      u8(tile.fit === 'cover' ? 0 : 1),
    ]),
    u8(overlays.length),
    ...overlays.flatMap(({ bitmap, x, y }) => [u32(bitmap), i16(x), i16(y)]),
  ]);
}

export function forgetScene(canvas: number): Buffer {
  return fields(6, [u32(canvas)]);
}

export function openEncoder(encoder: number, options: EncoderOptions): Buffer {
  const { codec, input, width, height, bitrate, frameRate, profile, maxSliceBytes } = options;
  return fields(7, [
    u32(encoder),
    u8(CODECS[codec]),
    u8('canvas' in input ? 0 : 1),
    u32('canvas' in input ? input.canvas : input.source),
    u16(width),
    u16(height),
    u32(Math.round(bitrate)),
    u8(Math.round(frameRate)),
    u8(profile === 'high' ? 1 : 0),
    u16(maxSliceBytes ?? 0),
  ]);
}

/** 0: as it was. */
export function changeEncoder(
  encoder: number,
  { bitrate = 0, frameRate = 0 }: EncoderChange,
): Buffer {
  return fields(8, [u32(encoder), u32(Math.round(bitrate)), u8(Math.round(frameRate))]);
}

export function encode(request: number, encoder: number, isKeyFrame: boolean): Buffer {
  return fields(9, [u32(request), u32(encoder), u8(isKeyFrame ? 1 : 0)]);
}

export function closeEncoder(encoder: number): Buffer {
  return fields(10, [u32(encoder)]);
}

/** @returns undefined for what no compositor says. Copies what it returns. */
export function readAnswer(message: Buffer): CompositorAnswer | undefined {
  if (message.length < 6) return undefined;
  const request = message.readUInt32LE(1);
  if (message[0] === 1 && message.length === 11) {
    const answer = {
      isDecoded: message[5] === 1,
      needsKeyFrame: message[6] === 1,
      width: message.readUInt16LE(7),
      height: message.readUInt16LE(9),
    };
    return { type: 'decoded', request, answer };
  }
  if (message[0] !== 2) return undefined;
  const data = Buffer.from(message.subarray(6));
  const answer = data.length > 0 ? { data, isKeyFrame: message[5] === 1 } : undefined;
  return { type: 'encoded', request, answer };
}

/** One field: how many bytes, and its value. */
type Field = readonly [bytes: 1 | 2 | 4, value: number, isSigned?: true];

const u8 = (value: number): Field => [1, value];
const u16 = (value: number): Field => [2, value];
const i16 = (value: number): Field => [2, value, true];
const u32 = (value: number): Field => [4, value];

/** @throws RangeError where a value is no integer of its field. */
function fields(type: number, all: readonly Field[]): Buffer {
  const message = Buffer.alloc(all.reduce((sum, [bytes]) => sum + bytes, 1));
  let at = message.writeUInt8(type);
  for (const [bytes, value, isSigned] of all) {
    if (!Number.isInteger(value)) throw new RangeError(`${value} is not an integer`);
    at = isSigned ? message.writeIntLE(value, at, bytes) : message.writeUIntLE(value, at, bytes);
  }
  return message;
}
