// The audit log's search, as the form has it and as the API takes it.
import type { AuditKind } from '@distansmote/shared/auditApi.ts';
import { startOfSwedishDay } from '@distansmote/shared/swedishTime.ts';

export interface AuditSearch {
  search: string;
  kind: AuditKind | 'all';
  /** As a `date` field has it, in Swedish time; both days are included whole. Empty: no limit. */
  from: string;
  to: string;
}

export const ALL: AuditSearch = { search: '', kind: 'all', from: '', to: '' };

export function queryOf({ search, kind, from, to }: AuditSearch): URLSearchParams {
  const query = new URLSearchParams();
  if (search.trim() !== '') query.set('search', search.trim());
  if (kind !== 'all') query.set('kind', kind);
  if (from !== '') query.set('from', startOfSwedishDay(from));
  if (to !== '') query.set('until', startOfSwedishDay(to, 1));
  return query;
}
