// Deletes entries of the audit log within an hour after their retention time.
import type { Log } from '../platform/log.ts';
import { sweepHourly } from '../platform/sweepHourly.ts';
import type { AuditLog } from './auditLog.ts';

const DAY_MS = 24 * 60 * 60_000;

/** @param nowMs since 1970. @returns how many were deleted. */
export const deleteExpired = (audit: AuditLog, keptDays: number, nowMs: number): Promise<number> =>
  audit.deleteBefore(new Date(nowMs - keptDays * DAY_MS));

/** @returns a function that stops it. */
export const startRetention = (audit: AuditLog, keptDays: number, log: Log): (() => void) =>
  sweepHourly(
    () => deleteExpired(audit, keptDays, Date.now()),
    { deleted: 'expired audit entries deleted', failed: 'audit retention sweep failed' },
    log,
  );
