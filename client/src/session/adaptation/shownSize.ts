// How large a video is shown, in the three sizes that a camera is sent in.
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';

export type ShownSize = Exclude<VideoSize, 'none'>;

/** The greatest height of each size, in device pixels: a little more than the layer's lines, which is hardly visible. */
const HIGHEST: [ShownSize, number][] = [
  ['small', 250],
  ['medium', 500],
];
/** Hysteresis: a tile that changes by less than this share keeps its size. */
const SLACK = 0.1;
/** Phones have pixel ratios of 3 and more; nobody sees more detail than this in moving video. */
const FINEST_RATIO = 1.5;

/**
 * @param height of the tile, in CSS pixels; `ratio` is `devicePixelRatio`.
 * @param former the current size, kept near the border between two sizes.
 */
export function shownSizeOf(
  height: number,
  ratio: number,
  former: VideoSize | undefined,
): ShownSize {
  const pixels = height * Math.min(ratio, FINEST_RATIO);
  for (const [size, highest] of HIGHEST) {
    const isFormerLarger = former !== undefined && isLarger(former, size);
    if (pixels <= highest * (isFormerLarger ? 1 - SLACK : 1 + (former === size ? SLACK : 0)))
      return size;
  }
  return 'large';
}

// Not derived from the schema, which would bring zod into the page.
const SIZES: readonly VideoSize[] = ['none', 'small', 'medium', 'large'];
export const isLarger = (one: VideoSize, other: VideoSize) =>
  SIZES.indexOf(one) > SIZES.indexOf(other);
export const smallerOf = (one: VideoSize, other: VideoSize) => (isLarger(one, other) ? other : one);
