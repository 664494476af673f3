// The accessibility statement of the operator, and what people say of faults: sent by anybody, read by administrators.
import {
  accessibilityReport,
  accessibilityReportCount,
  accessibilityReportDeletions,
  accessibilityStatement,
  newAccessibilityReport,
} from '@distansmote/shared/accessibilityApi.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AccessibilityReports } from '../../accessibility/accessibilityReports.ts';
import { accountActor } from '../../audit/actors.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { Config } from '../../config/config.ts';
import type { Limiter } from '../../limits/limiter.ts';
import { limitKey, siteOf } from '../../platform/clientAddress.ts';
import { type ApiAccess, anybody } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { json, noContent } from '../api/reply.ts';
import { Problem } from '../problem.ts';

export interface AccessibilityRoutesDeps {
  access: ApiAccess;
  config: Pick<
    Config,
    | 'ACCESSIBILITY_CONFORMITY'
    | 'ACCESSIBILITY_ASSESSED'
    | 'ACCESSIBILITY_UPDATED'
    | 'ACCESSIBILITY_METHOD'
    | 'ACCESSIBILITY_SHORTCOMINGS'
    | 'ACCESSIBILITY_EXEMPTIONS'
    | 'ACCESSIBILITY_OUTSIDE'
  >;
  reports: AccessibilityReports;
  limiter: Limiter;
  audit: AuditLog;
}

const tag = 'Accessibility';

export function accessibilityRoutes(
  server: FastifyInstance,
  { access, config, reports, limiter, audit }: AccessibilityRoutesDeps,
): void {
  addRoute(server, {
    method: 'GET',
    path: '/api/accessibility-statement',
    tag,
    summary: 'Returns what the operator has set of the accessibility statement.',
    access: anybody,
    reply: json(accessibilityStatement),
    handler: () => ({
      conformity: config.ACCESSIBILITY_CONFORMITY,
      assessedOn: config.ACCESSIBILITY_ASSESSED ?? null,
      updatedOn: config.ACCESSIBILITY_UPDATED ?? null,
      method: config.ACCESSIBILITY_METHOD ?? null,
      shortcomings: config.ACCESSIBILITY_SHORTCOMINGS ?? null,
      exemptions: config.ACCESSIBILITY_EXEMPTIONS ?? null,
      outside: config.ACCESSIBILITY_OUTSIDE ?? null,
    }),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/accessibility-reports',
    tag,
    summary: 'Tells the administrators of a fault in accessibility, anonymously.',
    access: anybody,
    body: newAccessibilityReport,
    reply: noContent,
    refusals: { tooMany: 409, tooFast: 429 },
    async handler({ body, request }) {
      limiter.consume('accessibilityReports', { address: siteOf(limitKey(request.ip)) });
      if (!(await reports.add(body)))
        throw new Problem(409, 'tooMany', 'Too many reports wait to be read.');
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/accessibility-reports',
    tag,
    summary: 'Lists what people have said of faults in accessibility, newest first.',
    access: access.openAdministratorPage,
    reply: json(z.array(accessibilityReport)),
    handler: () => reports.list(),
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/accessibility-reports/count',
    tag,
    summary: 'Counts them.',
    access: access.openAdministratorPage,
    reply: json(accessibilityReportCount),
    handler: async () => ({ count: await reports.count() }),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/accessibility-reports/deletions',
    tag,
    summary: 'Deletes reports that have been dealt with.',
    access: access.administrator,
    body: accessibilityReportDeletions,
    reply: noContent,
    async handler({ administrator, body: { ids } }) {
      const count = await reports.delete(ids);
      const actor = accountActor(administrator);
      if (count > 0)
        await audit.record({
          action: 'accessibilityReportsDeleted',
          actor,
          detail: String(count),
        });
    },
  });
}
