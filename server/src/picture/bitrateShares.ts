// How the people and the slides share what a room takes, while both are sent.

/** Letters need more than faces. */
const SLIDES_SHARE = 0.6;

/**
 * A limit of the whole call stands in each line's, and often is the limit of its network: so both together are sent no more
 * than the larger of their limits. All in bits per second.
 *
 * @param slides undefined while none are sent
 */
export function bitrateShares(
  main: number,
  slides: number | undefined,
): { main: number; slides: number } {
  if (slides === undefined) return { main, slides: 0 };
  const together = Math.max(main, slides);
  const forSlides = Math.min(slides, Math.round(together * SLIDES_SHARE));
  return { main: Math.min(main, together - forSlides), slides: forSlides };
}
