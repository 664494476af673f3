// All that is read of an audit log, newest first.
import type { AuditEntry } from '@distansmote/shared/auditApi.ts';
import type { AuditFilter, AuditLog } from '../../src/audit/auditLog.ts';

export async function auditEntries(
  audit: AuditLog,
  filter: AuditFilter = {},
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of audit.read(filter)) entries.push(entry);
  return entries;
}
