// Deletes what has been kept long enough: now, since the server may have been down for long, and then every hour.
import type { Log } from './log.ts';

const INTERVAL_MS = 60 * 60_000;

/**
 * @param deleteExpired resolves to how many were deleted.
 * @param messages for the log: when something was deleted, and when it failed.
 * @returns a function that stops it.
 */
export function sweepHourly(
  deleteExpired: () => Promise<number>,
  messages: { deleted: string; failed: string },
  log: Log,
): () => void {
  const sweep = () => {
    deleteExpired().then(
      (deleted) => {
        if (deleted > 0) log.info({ deleted }, messages.deleted);
      },
      (error: unknown) => log.error({ err: error }, messages.failed),
    );
  };
  sweep();
  const timer = setInterval(sweep, INTERVAL_MS);
  return () => clearInterval(timer);
}
