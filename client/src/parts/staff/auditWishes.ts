// Which entries of the audit log are wanted, as the form has it and as the API takes it.
export interface AuditWishes {
  search: string;
  /** As a `date` field has them, by the clock of this computer; both days are meant whole. Empty for no limit. */
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
    // By the calendar: the day on which the clocks change is not 24 hours long.
    end.setDate(end.getDate() + 1);
    query.set('until', end.toISOString());
  }
  return query;
}
