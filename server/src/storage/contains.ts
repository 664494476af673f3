// The SQL condition that a text has another in it, the same in SQLite and PostgreSQL.
import { type Expression, type SqlBool, sql } from 'kysely';

/** Literally: `%` and `_` are letters like any other. (A NUL would end the pattern in SQLite.) */
export function contains(column: Expression<string>, part: string): Expression<SqlBool> {
  const literal = part.replace(/[\\%_]/g, String.raw`\$&`).replaceAll('\0', '\uFFFD');
  return sql<SqlBool>`${column} like ${`%${literal}%`} escape '\\'`;
}
