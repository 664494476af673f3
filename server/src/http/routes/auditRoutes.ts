// The audit log, for administrators: a page of it at a time, or all of it as CSV.
import {
  type AuditEntry,
  auditCsvQuery,
  auditPage,
  auditQuery,
} from '@distansmote/shared/auditApi.ts';
import type { FastifyInstance } from 'fastify';
import { auditCsv } from '../../audit/auditCsv.ts';
import type { AuditLog } from '../../audit/auditLog.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { file, json } from '../api/reply.ts';

export interface AuditRoutesDeps {
  access: ApiAccess;
  audit: AuditLog;
  /** How many days entries are kept. */
  keptDays: number;
}

const DEFAULT_LIMIT = 50;

export function auditRoutes(server: FastifyInstance, deps: AuditRoutesDeps): void {
  const { access, audit, keptDays } = deps;

  addRoute(server, {
    method: 'GET',
    path: '/api/audit',
    tag: 'Audit log',
    summary:
      'Reads who did what and when, newest first. `before` is the id of the last entry that you have.',
    access: access.administrator,
    query: auditQuery,
    reply: json(auditPage),
    async handler({ query: { limit = DEFAULT_LIMIT, ...filter } }) {
      const entries: AuditEntry[] = [];
      for await (const entry of audit.read(filter)) {
        if (entries.length === limit) return { entries, hasMore: true, keptDays };
        entries.push(entry);
      }
      return { entries, hasMore: false, keptDays };
    },
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/audit.csv',
    tag: 'Audit log',
    summary: 'Returns the same as CSV, in one piece, in Swedish (the default) or English.',
    access: access.administrator,
    query: auditCsvQuery,
    reply: file('text/csv; charset=utf-8', 'UTF-8 with a BOM, semicolons and a header row.'),
    handler({ query: { language = 'sv', ...filter }, reply }) {
      const name = language === 'sv' ? 'handelselogg' : 'audit-log';
      const today = new Date().toISOString().slice(0, 10);
      reply.header('Content-Disposition', `attachment; filename="${name}-${today}.csv"`);
      return auditCsv(audit.read(filter), language);
    },
  });
}
