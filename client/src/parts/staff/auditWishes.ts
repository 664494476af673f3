// The audit log's search, as the form has it and as the API takes it.
export interface AuditWishes {
  search: string;
  /** As a `date` field has it, in local time; both days are included whole. Empty: no limit. */
  from: string;
  to: string;
}

export const ALL: AuditWishes = { search: '', from: '', to: '' };

export function queryOf({ search, from, to }: AuditWishes): URLSearchParams {
  const query = new URLSearchParams();
  if (search.trim() !== '') query.set('search', search.trim());
  if (from !== '') query.set('from', new Date(`${from}T00:00`).toISOString());
  if (to !== '') {
    const end = new Date(`${to}T00:00`);
    // By calendar day: the day on which the clocks change is not 24 hours long.
    end.setDate(end.getDate() + 1);
    query.set('until', end.toISOString());
  }
  return query;
}
