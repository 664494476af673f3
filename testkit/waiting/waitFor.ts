// Retries until it succeeds; also usable outside a test run.
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @param read throws while it is too early.
 * @returns its first result.
 * @throws its last error, after `timeout` ms.
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
