// Compares secrets in constant time.
import { hash, timingSafeEqual } from 'node:crypto';

/** In constant time, also for different lengths. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(given), digest(expected));
}
