// Waits until a count no longer changes, however long what changes it takes to hear that it shall not.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, vi } from 'vitest';

/** In which nothing may be added. */
const STILL_MS = 1_000;

/**
 * @param read of what is to stop, and never begins again by itself.
 * @returns the last count.
 * @throws where it never stands still for a second.
 */
export async function untilStill(read: () => number): Promise<number> {
  return vi.waitFor(
    async () => {
      const before = read();
      await pause(STILL_MS);
      expect(read()).toBe(before);
      return before;
    },
    { timeout: 20_000, interval: 10 },
  );
}
