// Reads a whole audit log, newest first.
import type { AuditEntry } from '@distansmote/shared/auditApi.ts';
import type { AuditFilter, AuditLog } from '../../server/src/audit/auditLog.ts';

export async function auditEntries(
  audit: AuditLog,
  filter: AuditFilter = {},
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of audit.read(filter)) entries.push(entry);
  return entries;
}

/** Oldest first, in short form. Reading flushes entries that are recorded asynchronously. */
export async function actionsOf(audit: AuditLog, search: string): Promise<string[]> {
  await audit.record({ action: 'spaceChanged', actor: { kind: 'service', name: '' } });
  return (await auditEntries(audit, { search })).map(inShort).reverse();
}

export function inShort({ deed, by, about, space, role, detail }: AuditEntry): string {
  return [deed, `${by.kind}:${by.name}`, about, space?.name, role, detail]
    .filter(Boolean)
    .join(' ');
}
