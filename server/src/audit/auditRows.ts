// Rows of the audit log: what is stored of an event, and what is shown of a row.
import type { AuditAction, AuditActor, AuditEntry } from '@distansmote/shared/auditApi.ts';
import type { Role } from '@distansmote/shared/accountsApi.ts';
import { v7 as uuidv7 } from 'uuid';
import type { Space } from '../spaces/spaceStore.ts';
import type { Tables } from '../storage/tables.ts';

export interface AuditEvent {
  action: AuditAction;
  actor: AuditActor;
  space?: Pick<Space, 'id' | 'callId' | 'name'>;
  /** The name of a participant, an account or an API token; the address of a server. */
  subject?: string;
  role?: Role;
  /** See `auditEntry`. */
  detail?: string;
}

export type AuditRow = Tables['auditLog'];

/** The columns keep the names `deed` and `about` of version 0.1.0. */
export function rowOf({ action, actor, space, subject, role, detail }: AuditEvent): AuditRow {
  return {
    id: uuidv7(),
    at: new Date().toISOString(),
    deed: action,
    byKind: actor.kind,
    byName: actor.name,
    spaceId: space?.id ?? null,
    callId: space?.callId ?? null,
    spaceName: space?.name ?? null,
    about: subject ?? null,
    role: role ?? null,
    detail: detail ?? null,
  };
}

export function entryOf(row: AuditRow): AuditEntry {
  const { id, at, deed, byKind, byName, spaceId, callId, spaceName, about, role, detail } = row;
  const space =
    spaceId === null ? null : { id: spaceId, callId: callId ?? '', name: spaceName ?? '' };
  return { id, at, deed, by: { kind: byKind, name: byName }, space, about, role, detail };
}

/** Not in SQL: SQLite and PostgreSQL disagree on lower case. @param search part of a name or of a call ID. */
export function matcherOf(search: string): (row: AuditRow) => boolean {
  const wanted = search.toLocaleLowerCase('sv');
  const digits = wanted.replace(/[\s-]/g, '');
  const isNumber = /^\d+$/.test(digits);
  return ({ byName, spaceName, about, detail, callId }) =>
    [byName, spaceName, about, detail].some((name) =>
      name?.toLocaleLowerCase('sv').includes(wanted),
    ) ||
    (isNumber && callId?.includes(digits) === true);
}
