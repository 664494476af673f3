// How much is shown in a composition when the machine cannot do all of it, from everything to nothing.

/** From the best to the worst. The first three have 25, 15 and 10 pictures a second. */
export const LOAD_LEVELS = ['full', 'reduced', 'slow', 'oneTile', 'soundOnly'] as const;
export type LoadLevel = (typeof LOAD_LEVELS)[number];

const PICTURES_PER_SECOND: Record<LoadLevel, number> = {
  full: 25,
  reduced: 15,
  slow: 10,
  oneTile: 10,
  // A card, which does not move.
  soundOnly: 1,
};

export function picturesPerSecond(level: LoadLevel): number {
  return PICTURES_PER_SECOND[level];
}

/** Of slides, which stand still most of the time. */
export function slidesPerSecond(level: LoadLevel): number {
  return Math.ceil(PICTURES_PER_SECOND[level] / 2);
}
