// What accounts are found and sorted by.
import { nameKeyOf } from '../platform/nameKey.ts';

/** The name first, by which lists are sorted. Stored with the account. */
export const searchTextOf = (names: { username: string; displayName: string }): string =>
  nameKeyOf(`${names.displayName} ${names.username}`.trim());
