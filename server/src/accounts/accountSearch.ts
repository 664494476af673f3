// What accounts are found and sorted by: one text for each, stored with it.
import { type Expression, type SqlBool, sql } from 'kysely';
import { nameKeyOf } from '../platform/nameKey.ts';
import { contains } from '../storage/contains.ts';

/** The name first, by which lists are sorted. */
export const searchTextOf = (names: { username: string; displayName: string }): string =>
  nameKeyOf(`${names.displayName} ${names.username}`.trim());

/**
 * The condition that an account has these letters in its username or name.
 * @param columns of the account; a row that an older version wrote during an upgrade has no text but its username.
 */
export const hasLetters = (
  columns: { searchText: Expression<string>; username: Expression<string> },
  letters: string,
): Expression<SqlBool> =>
  contains(
    sql<string>`coalesce(nullif(${columns.searchText}, ''), ${columns.username})`,
    nameKeyOf(letters.trim()),
  );
