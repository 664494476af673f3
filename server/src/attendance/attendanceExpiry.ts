// Deletes what the lists of attendance have kept long enough, within an hour, or all of it where no list is to be kept.
import type { Log } from '../platform/log.ts';
import { sweepHourly } from '../platform/sweepHourly.ts';
import type { AttendanceStore } from './attendanceStore.ts';

/** @returns a function that stops it. */
export const startAttendanceExpiry = (
  store: AttendanceStore,
  settings: { ATTENDANCE_LIST: boolean; AUDIT_DAYS: number },
  log: Log,
): (() => void) =>
  sweepHourly(
    () =>
      settings.ATTENDANCE_LIST
        ? store.deleteExpired(settings.AUDIT_DAYS, Date.now())
        : store.deleteAll(),
    { deleted: 'attendance rows deleted', failed: 'attendance sweep failed' },
    log,
  );
