// Who was in a space's meetings and when, for those who lead them: a page at a time, or all of it as CSV.
import {
  attendanceCsvQuery,
  attendancePage,
  attendanceQuery,
} from '@distansmote/shared/attendanceApi.ts';
import { swedishDay } from '@distansmote/shared/swedishTime.ts';
import type { FastifyInstance } from 'fastify';
import type { Attendance } from '../../attendance/attendance.ts';
import { attendanceCsv } from '../../attendance/attendanceCsv.ts';
import { keptDaysOf } from '../../attendance/attendanceStore.ts';
import type { Limiter } from '../../limits/limiter.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { file, json } from '../api/reply.ts';
import { Problem } from '../problem.ts';

export interface AttendanceRoutesDeps {
  access: ApiAccess;
  attendance: Attendance;
  limiter: Limiter;
  /** The longest time that a list is kept. */
  maxDays: number;
}

const DEFAULT_LIMIT = 100;

export function attendanceRoutes(server: FastifyInstance, deps: AttendanceRoutesDeps): void {
  const { access, attendance, limiter, maxDays } = deps;

  function checkIsOn(): void {
    if (attendance.isOn) return;
    throw new Problem(404, 'attendanceOff', 'This service keeps no list of attendance.');
  }

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/:id/attendance',
    tag: 'Spaces',
    summary:
      'Reads who was in the space’s meetings and when, newest first. `before` is the id of the last period that you have.',
    access: access.ownSpace,
    query: attendanceQuery,
    reply: json(attendancePage),
    refusals: { attendanceOff: 404 },
    async handler({ space, query: { limit = DEFAULT_LIMIT, before } }) {
      checkIsOn();
      const found = await attendance.read(space, limit + 1, before);
      const keptDays = keptDaysOf(space.deleteAfterDays, maxDays);
      return { periods: found.slice(0, limit), hasMore: found.length > limit, keptDays };
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/spaces/:id/attendance.csv',
    tag: 'Spaces',
    summary: 'Returns the same as CSV, oldest first, in Swedish (the default) or English.',
    access: access.ownSpace,
    query: attendanceCsvQuery,
    reply: file('text/csv; charset=utf-8', 'UTF-8 with a BOM, semicolons and a header row.'),
    refusals: { attendanceOff: 404, tooFast: 429 },
    handler({ account, space, query: { language = 'sv' }, reply }) {
      checkIsOn();
      limiter.consume('attendanceExports', { account: account.username });
      const name = language === 'sv' ? 'narvaro' : 'attendance';
      const today = swedishDay(new Date().toISOString());
      reply.header('Content-Disposition', `attachment; filename="${name}-${today}.csv"`);
      return attendanceCsv(attendance.readAll(space), language);
    },
  });
}
