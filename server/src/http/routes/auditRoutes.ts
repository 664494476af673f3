// The audit log, for administrators: a page of it at a time, or all of it as CSV.
import {
  type AuditEntry,
  auditCsvQuery,
  auditCsvSearch,
  type AuditPage,
  auditPage,
  auditQuery,
  auditSearch,
} from '@distansmote/shared/auditApi.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Account } from '../../accounts/accountStore.ts';
import { auditCsv } from '../../audit/auditCsv.ts';
import type { AuditFilter, AuditLog } from '../../audit/auditLog.ts';
import type { Limiter } from '../../limits/limiter.ts';
import type { ApiAccess } from '../api/access.ts';
import { addRoute } from '../api/addRoute.ts';
import { file, json } from '../api/reply.ts';

export interface AuditRoutesDeps {
  access: ApiAccess;
  audit: AuditLog;
  limiter: Limiter;
  /** How many days entries are kept. */
  keptDays: number;
}

type PageFilter = AuditFilter & { limit?: number | undefined };
type CsvFilter = AuditFilter & { language?: 'sv' | 'en' | undefined };

const tag = 'Audit log';
const DEFAULT_LIMIT = 50;

export function auditRoutes(server: FastifyInstance, deps: AuditRoutesDeps): void {
  const { audit, limiter, keptDays } = deps;
  const access = deps.access.administrator;
  const refusals = { tooFast: 429 } as const;
  const csv = file('text/csv; charset=utf-8', 'UTF-8 with a BOM, semicolons and a header row.');

  function read(administrator: Account, filter: AuditFilter) {
    limiter.consume('auditReads', { account: administrator.username });
    return audit.read(filter);
  }

  async function readPage(administrator: Account, filter: PageFilter): Promise<AuditPage> {
    const { limit = DEFAULT_LIMIT, ...rest } = filter;
    const entries: AuditEntry[] = [];
    for await (const entry of read(administrator, rest)) {
      if (entries.length === limit) return { entries, hasMore: true, keptDays };
      entries.push(entry);
    }
    return { entries, hasMore: false, keptDays };
  }

  function sendCsv(administrator: Account, filter: CsvFilter, reply: FastifyReply) {
    const { language = 'sv', ...rest } = filter;
    const entries = read(administrator, rest);
    const name = language === 'sv' ? 'handelselogg' : 'audit-log';
    const today = new Date().toISOString().slice(0, 10);
    reply.header('Content-Disposition', `attachment; filename="${name}-${today}.csv"`);
    return auditCsv(entries, language);
  }

  addRoute(server, {
    method: 'GET',
    path: '/api/audit',
    tag,
    summary:
      'Reads who did what and when, newest first. `before` is the id of the last entry that you have. Names are searched for by POST, since proxies log URLs.',
    access,
    query: auditQuery,
    reply: json(auditPage),
    refusals,
    handler: ({ administrator, query }) => readPage(administrator, query),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/audit/search',
    tag,
    summary: 'Finds entries by part of a name or a call ID, newest first, with the same filters.',
    access,
    body: auditSearch,
    reply: json(auditPage),
    refusals,
    handler: ({ administrator, body: { text, ...filter } }) =>
      readPage(administrator, { ...filter, search: text }),
  });

  addRoute(server, {
    method: 'GET',
    path: '/api/audit.csv',
    tag,
    summary:
      'Returns the same as `GET /api/audit` as CSV, in one piece, in Swedish (the default) or English.',
    access,
    query: auditCsvQuery,
    reply: csv,
    refusals,
    handler: ({ administrator, query, reply }) => sendCsv(administrator, query, reply),
  });

  addRoute(server, {
    method: 'POST',
    path: '/api/audit/search.csv',
    tag,
    summary: 'Returns the same as `POST /api/audit/search` as CSV, in one piece.',
    access,
    body: auditCsvSearch,
    reply: csv,
    refusals,
    handler: ({ administrator, body: { text, ...filter }, reply }) =>
      sendCsv(administrator, { ...filter, search: text }, reply),
  });
}
