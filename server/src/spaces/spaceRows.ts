// Database rows of spaces, joined with their conveners, turned into `Space` objects.
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { Database } from '../storage/database.ts';
import type { Tables } from '../storage/tables.ts';
import { generatePassKey } from './spaceKeys.ts';
import type { Space } from './spaceStore.ts';

/** One row per convener, or one row without for a space that has none; `spacesOf` folds them. */
export const selectSpaces = (database: Database) =>
  database
    .selectFrom('spaces')
    .leftJoin('spaceConveners', 'spaceConveners.spaceId', 'spaces.id')
    .selectAll('spaces')
    .select('spaceConveners.accountId as convenerId');

/** A space of its own row alone. */
export type SpaceWithoutConveners = Omit<Space, 'convenerIds'>;

export function spaceOf(row: Tables['spaces']): SpaceWithoutConveners {
  const { admitsPhones, admitsRooms, allowsRingMe, passKey, nameKey: _, ...rest } = row;
  return {
    ...rest,
    // A row without a key has no valid passes: a random key matches none.
    passKey: passKey ?? generatePassKey(),
    admitsPhones: admitsPhones === 1,
    admitsRooms: admitsRooms === 1,
    allowsRingMe: allowsRingMe === 1,
  };
}

/** One space for all rows with its id, in the order of the first of them. */
export function spacesOf(
  rows: readonly (Tables['spaces'] & { convenerId: string | null })[],
): Space[] {
  const found = new Map<SpaceId, Space>();
  for (const { convenerId, ...row } of rows) {
    const others = found.get(row.id)?.convenerIds ?? [];
    const convenerIds = convenerId === null ? others : [...others, convenerId];
    found.set(row.id, { ...spaceOf(row), convenerIds });
  }
  return [...found.values()];
}
