// The audit log's search, as the form has it and as the API takes it.
import type { AuditKind, AuditSearch } from '@distansmote/shared/auditApi.ts';
import { startOfSwedishDay } from '@distansmote/shared/swedishTime.ts';

export interface AuditForm {
  text: string;
  kind: AuditKind | 'all';
  /** As a `date` field has it, in Swedish time; both days are included whole. Empty: no limit. */
  from: string;
  to: string;
}

export const ALL: AuditForm = { text: '', kind: 'all', from: '', to: '' };

export const searchOf = ({ text, kind, from, to }: AuditForm): AuditSearch => ({
  ...(text.trim() !== '' && { text: text.trim() }),
  ...(kind !== 'all' && { kind }),
  ...(from !== '' && { from: startOfSwedishDay(from) }),
  ...(to !== '' && { until: startOfSwedishDay(to, 1) }),
});
