// The people to ring who are saved with a space; deleted with it, and never shown to its guests.
import { randomUUID } from 'node:crypto';
import type { SpaceId } from '@distansmote/shared/ids.ts';
import type { NewPersonToRing, PersonToRing } from '@distansmote/shared/ringingApi.ts';
import { MAX_PEOPLE_TO_RING } from '@distansmote/shared/ringingLimits.ts';
import type { Database } from '../storage/database.ts';
import { roleColumn, roleOfColumn } from '../storage/roleColumn.ts';
import type { Tables } from '../storage/tables.ts';

export interface PeopleToRing {
  /** In the order in which they were saved. */
  of(spaceId: SpaceId): Promise<PersonToRing[]>;
  /** One with the same name and address is replaced. Undefined where there are as many as may be. */
  add(spaceId: SpaceId, person: NewPersonToRing): Promise<PersonToRing | undefined>;
  /** False when there was no such person. */
  remove(spaceId: SpaceId, id: string): Promise<boolean>;
}

export function createPeopleToRing(database: Database): PeopleToRing {
  return {
    async of(spaceId) {
      const rows = await database
        .selectFrom('peopleToRing')
        .selectAll()
        .where('spaceId', '=', spaceId)
        .orderBy('createdAt')
        .orderBy('id')
        .execute();
      return rows.map(personOf);
    },

    add: (spaceId, { name, address, digits, role }) =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('peopleToRing')
          .where('spaceId', '=', spaceId)
          .where('name', '=', name)
          .where('address', '=', address)
          .execute();
        const { count } = await transaction
          .selectFrom('peopleToRing')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('spaceId', '=', spaceId)
          .executeTakeFirstOrThrow();
        if (count >= MAX_PEOPLE_TO_RING) return undefined;
        const row = {
          id: randomUUID(),
          spaceId,
          name,
          address,
          digits,
          role: roleColumn(role),
          createdAt: new Date().toISOString(),
        };
        await transaction.insertInto('peopleToRing').values(row).execute();
        return personOf(row);
      }),

    async remove(spaceId, id) {
      const { numDeletedRows } = await database
        .deleteFrom('peopleToRing')
        .where('spaceId', '=', spaceId)
        .where('id', '=', id)
        .executeTakeFirst();
      if (numDeletedRows > 0n) await database.eraseDeleted();
      return numDeletedRows > 0n;
    },
  };
}

const personOf = ({ id, name, address, digits, role }: Tables['peopleToRing']): PersonToRing => ({
  id,
  name,
  address,
  digits,
  role: roleOfColumn(role),
});
