// Deletes entries of the audit log within an hour after their retention time.
import type { Log } from '../platform/log.ts';
import type { AuditLog } from './auditLog.ts';

const DAY_MS = 24 * 60 * 60_000;
const SWEEP_INTERVAL_MS = 60 * 60_000;

/** @param now milliseconds since 1970. @returns how many were deleted. */
export const deleteExpired = (audit: AuditLog, keptDays: number, now: number): Promise<number> =>
  audit.deleteBefore(new Date(now - keptDays * DAY_MS));

/** Sweeps now, since the server may have been down for long, and then every hour. @returns a function that stops it. */
export function startRetention(audit: AuditLog, keptDays: number, log: Log): () => void {
  const sweep = () => {
    deleteExpired(audit, keptDays, Date.now()).then(
      (deleted) => {
        if (deleted > 0) log.info({ deleted }, 'expired audit entries deleted');
      },
      (error: unknown) => log.error({ err: error }, 'audit retention sweep failed'),
    );
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_INTERVAL_MS);
  return () => clearInterval(timer);
}
