// Confirmations that an invitation was received: a name and a time, kept until the space is deleted.
import { randomUUID } from 'node:crypto';
import type { Confirmation } from '@distansmote/shared/httpApi.ts';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { Database } from '../storage/database.ts';

/** As many as a meeting can hold. A flood cannot push out earlier confirmations. */
const MAX_PER_SPACE = 100;

export interface Confirmations {
  /** Confirming twice with the same name counts once. False when there are too many. */
  add(spaceId: SpaceId, name: string): Promise<boolean>;
  /** Oldest first. */
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
      const existing = await of(spaceId);
      if (existing.some((one) => one.name === name)) return true;
      if (existing.length >= MAX_PER_SPACE) return false;
      const confirmedAt = new Date().toISOString();
      await database
        .insertInto('confirmations')
        .values({ id: randomUUID(), spaceId, name, confirmedAt })
        .execute();
      return true;
    },
  };
}
