// Which size, frame rate and bitrate a room is sent, by what it can decode (RFC 6184 §8.1).
import type { AgreedVideo } from '../rtp/agreedMedia.ts';
import type { Size } from './layout.ts';

export interface PictureFormat {
  size: Size;
  /** Pictures a second, at most. */
  frameRate: number;
  /** Bits a second, at most. */
  bitrate: number;
}

export const FRAME_RATE = 25;
/** Only for a room that asks for it, where a core is there (`spareCore.ts`). */
const FULL_HD = format(1_920, 1_080, 3_000_000);
/** With less, 720p looks better. */
const MIN_FULL_HD_BITRATE = 2_500_000;
export const SLIDES_RATE = 12;
/** 16:9, from the largest. */
const FORMATS: readonly PictureFormat[] = [
  format(1_280, 720, 1_500_000),
  format(1_024, 576, 1_100_000),
  format(768, 432, 800_000),
  format(640, 360, 600_000),
  format(512, 288, 450_000),
  format(320, 180, 250_000),
  format(176, 98, 128_000),
];

/**
 * The largest that the room can decode at the full rate; the smallest one slower, when it can do no better.
 * @param mayBeFullHd whether 1080p can be afforded
 */
export function pictureFormat(
  receives: AgreedVideo['receives'],
  mayBeFullHd: boolean,
): PictureFormat {
  const isLarge = mayBeFullHd && receives.maxBitrate >= MIN_FULL_HD_BITRATE;
  if (isLarge && isDecodable(FULL_HD, receives)) return FULL_HD;
  const fitting = FORMATS.find((one) => isDecodable(one, receives));
  if (fitting !== undefined) return fitting;
  const smallest = FORMATS.at(-1) as PictureFormat;
  return { ...smallest, frameRate: decodableRate(smallest.size, receives, FRAME_RATE) };
}

/** How many pictures of this size a second the room can decode: at least one. @param most at most so many */
export function decodableRate(
  size: Size,
  { maxMacroblocksPerSecond }: AgreedVideo['receives'],
  most: number,
): number {
  const rate = Math.floor(maxMacroblocksPerSecond / macroblocksOf(size));
  return Math.max(1, Math.min(most, rate));
}

/** At a rate at which the larger one costs no more to encode than the people's picture. */
const SLIDES_FORMATS: readonly PictureFormat[] = [
  { size: { width: 1_920, height: 1_080 }, frameRate: SLIDES_RATE, bitrate: 2_500_000 },
  { size: { width: 1_280, height: 720 }, frameRate: SLIDES_RATE, bitrate: 1_500_000 },
];

/** As `pictureFormat`: larger, since letters have to be read, and slower, since they stand still. */
export function slidesFormat(receives: AgreedVideo['receives']): PictureFormat {
  const fitting = SLIDES_FORMATS.find((one) => isDecodable(one, receives));
  if (fitting !== undefined) return fitting;
  const smaller = pictureFormat(receives, false);
  return { ...smaller, frameRate: Math.min(smaller.frameRate, SLIDES_RATE) };
}

function isDecodable(
  { size, frameRate }: PictureFormat,
  receives: AgreedVideo['receives'],
): boolean {
  const macroblocks = macroblocksOf(size);
  return (
    macroblocks <= receives.maxFrameMacroblocks &&
    macroblocks * frameRate <= receives.maxMacroblocksPerSecond
  );
}

function format(width: number, height: number, bitrate: number): PictureFormat {
  return { size: { width, height }, frameRate: FRAME_RATE, bitrate };
}

function macroblocksOf({ width, height }: Size): number {
  return Math.ceil(width / 16) * Math.ceil(height / 16);
}
