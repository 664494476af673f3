// The audit log over HTTP, for administrators: a page of it at a time, or all of it as CSV.
import {
  type AuditEntry,
  type AuditPage,
  auditCsvQuery,
  auditQuery,
} from '@distansmote/shared/auditApi.ts';
import type { FastifyInstance } from 'fastify';
import { auditCsv } from '../audit/auditCsv.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import { parseBody } from './parseBody.ts';
import type { SignIn } from './sessionRoutes.ts';

export interface AuditRoutesParts {
  audit: AuditLog;
  /** How many days entries are kept. */
  keptDays: number;
  signIn: SignIn;
}

const USUAL_LIMIT = 50;

export function auditRoutes(server: FastifyInstance, parts: AuditRoutesParts): void {
  const { audit, keptDays, signIn } = parts;

  server.get('/api/audit', async (request): Promise<AuditPage> => {
    await signIn.administratorOf(request);
    const { limit = USUAL_LIMIT, ...filter } = parseBody(auditQuery, request.query);
    const entries: AuditEntry[] = [];
    for await (const entry of audit.read(filter)) {
      if (entries.length === limit) return { entries, hasMore: true, keptDays };
      entries.push(entry);
    }
    return { entries, hasMore: false, keptDays };
  });

  server.get('/api/audit.csv', async (request, reply) => {
    await signIn.administratorOf(request);
    const { language = 'sv', ...filter } = parseBody(auditCsvQuery, request.query);
    const name = `${language === 'sv' ? 'handelselogg' : 'audit-log'}-${new Date().toISOString().slice(0, 10)}`;
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="${name}.csv"`)
      .send(auditCsv(audit.read(filter), language));
  });
}
