// Chooses the SSRCs of what other threads send over the loopback.
import { randomInt } from 'node:crypto';

/** Random and different; never 0, which mediasoup takes for none. */
export function newSsrcs(count: number): number[] {
  const ssrcs = new Set<number>();
  while (ssrcs.size < count) ssrcs.add(randomInt(1, 2 ** 32));
  return [...ssrcs];
}
