// Deletes what the lists of attendance have kept long enough, within an hour, or all of it where no list is to be kept.
import type { Log } from '../platform/log.ts';
import type { AttendanceStore } from './attendanceStore.ts';

const SWEEP_INTERVAL_MS = 60 * 60_000;

/** Sweeps now, since the server may have been down for long, and then every hour. @returns a function that stops it. */
export function startAttendanceExpiry(
  store: AttendanceStore,
  settings: { ATTENDANCE_LIST: boolean; AUDIT_DAYS: number },
  log: Log,
): () => void {
  const sweep = () => {
    const sweeping = settings.ATTENDANCE_LIST
      ? store.deleteExpired(settings.AUDIT_DAYS, Date.now())
      : store.deleteAll();
    sweeping.then(
      (deleted) => {
        if (deleted > 0) log.info({ deleted }, 'attendance rows deleted');
      },
      (error: unknown) => log.error({ err: error }, 'attendance sweep failed'),
    );
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_INTERVAL_MS);
  return () => clearInterval(timer);
}
