// Tries until it works, outside of a test run as well.
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @param read throws while it is too early.
 * @returns what it returned at last.
 * @throws what it threw last, after `timeout` ms.
 */
export async function waitFor<T>(
  read: () => T | Promise<T>,
  { timeout, interval }: { timeout: number; interval: number },
): Promise<T> {
  const endsAt = performance.now() + timeout;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (performance.now() > endsAt) throw error;
      await pause(interval);
    }
  }
}
