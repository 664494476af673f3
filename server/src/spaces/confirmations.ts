// Who has confirmed that the invitation to a space has come: a name and a time, until the space is deleted.
import { randomUUID } from 'node:crypto';
import type { Confirmation } from '@distansmote/shared/httpApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { Database } from '../storage/database.ts';

/** As many as there may be in a meeting; whoever floods it hides nobody who came before. */
const MAX_OF_SPACE = 100;

export interface Confirmations {
  /** The same name twice is one confirmation. False when there are too many. */
  add(spaceId: SpaceId, name: string): Promise<boolean>;
  /** In the order they came. */
  of(spaceId: SpaceId): Promise<Confirmation[]>;
}

export function createConfirmations(database: Database): Confirmations {
  const of = (spaceId: SpaceId): Promise<Confirmation[]> =>
    database
      .selectFrom('confirmations')
      .select(['name', 'confirmedAt'])
      .where('spaceId', '=', spaceId)
      .orderBy('confirmedAt')
      .execute();

  return {
    of,
    async add(spaceId, name) {
      const there = await of(spaceId);
      if (there.some((one) => one.name === name)) return true;
      if (there.length >= MAX_OF_SPACE) return false;
      const confirmedAt = new Date().toISOString();
      await database
        .insertInto('confirmations')
        .values({ id: randomUUID(), spaceId, name, confirmedAt })
        .execute();
      return true;
    },
  };
}
