// Entries of the audit log are kept for a set time, and deleted within the hour after it.
import type { Log } from '../platform/log.ts';
import type { AuditLog } from './auditLog.ts';

const DAY_MS = 24 * 60 * 60_000;
const SWEEP_EVERY_MS = 60 * 60_000;

/** @returns how many were deleted. */
export const deleteExpired = (audit: AuditLog, keptDays: number, now: number): Promise<number> =>
  audit.deleteBefore(new Date(now - keptDays * DAY_MS));

/** At once, since the server may have been down for long, and then every hour. Returns what ends it. */
export function startRetention(audit: AuditLog, keptDays: number, log: Log): () => void {
  const go = () => {
    deleteExpired(audit, keptDays, Date.now()).then(
      (deleted) => {
        if (deleted > 0) log.info({ deleted }, 'audit entries were deleted after their time');
      },
      (error: unknown) => log.error({ err: error }, 'the audit log could not be swept'),
    );
  };
  go();
  const timer = setInterval(go, SWEEP_EVERY_MS);
  return () => clearInterval(timer);
}
