// How many are inside now, of the spaces that somebody may see. It costs as much as there are meetings, however many spaces.
import type { SpacePresence } from '@distansmote/shared/spacesApi.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Database } from '../storage/database.ts';
import { ledBy } from './ledBy.ts';

/** @param convenerId only spaces that this account owns or is a convener of; undefined for all. */
export type FindPresence = (convenerId: string | undefined) => Promise<SpacePresence>;

export function createFindPresence(
  database: Database,
  meetings: Pick<Meetings, 'presentCountsEverywhere'>,
): FindPresence {
  return async (convenerId) => {
    const counts = await meetings.presentCountsEverywhere();
    if (counts.size === 0) return [];
    const rows = await database
      .selectFrom('spaces')
      .select(['spaces.id', 'spaces.callId'])
      .where('spaces.callId', 'in', [...counts.keys()])
      .$if(convenerId !== undefined, (query) => query.where((eb) => ledBy(eb, convenerId ?? '')))
      .execute();
    return rows.map(({ id, callId }) => ({ id, presentCount: counts.get(callId) ?? 0 }));
  };
}
