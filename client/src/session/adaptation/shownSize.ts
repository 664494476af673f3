// How large a picture is shown, in the three steps that a camera is sent in.
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';

export type ShownSize = Exclude<VideoSize, 'none'>;

/** The highest picture of each step, in pixels of the screen: somewhat more than the layer has lines, which hardly shows. */
const HIGHEST: [ShownSize, number][] = [
  ['small', 250],
  ['medium', 500],
];
/** A tile that changes by less than this does not change its step back. */
const SLACK = 0.1;
/** Of phones with three or more pixels to a point: finer than this nobody sees in a moving picture. */
const FINEST_RATIO = 1.5;

/**
 * @param height of the tile, in CSS pixels; `ratio` is `devicePixelRatio`.
 * @param former what it is now, which it stays near the border between two steps.
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

// Not of the schema, which would bring its library into the page.
const SIZES: readonly VideoSize[] = ['none', 'small', 'medium', 'large'];
export const isLarger = (one: VideoSize, other: VideoSize) =>
  SIZES.indexOf(one) > SIZES.indexOf(other);
export const smallerOf = (one: VideoSize, other: VideoSize) => (isLarger(one, other) ? other : one);
