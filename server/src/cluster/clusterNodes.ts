// The servers of a cluster as administrators see them, and what they ask of them.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import type { ServiceNodes } from '../http/routes/nodeRoutes.ts';
import type { Database } from '../storage/database.ts';
import { type NodeRow, Nodes } from './nodes.ts';

/** @param isDead whether its beat stands still. */
export const describeNode = (row: NodeRow, isDead: boolean): NodeDescription => ({
  id: row.id,
  address: row.address,
  version: row.version,
  startedAt: row.startedAt,
  people: row.people,
  meetings: row.meetings,
  calls: row.calls,
  mediaWorkers: row.mediaWorkers,
  lentWorkers: row.lentWorkers,
  borrowedWorkers: row.borrowedWorkers,
  status: isDead ? 'silent' : row.isDraining === 1 ? 'draining' : 'running',
  isDrainAsked: row.mustDrain === 1,
});

/** @param isDead by the beats that this server has seen. */
export function clusterNodes(
  database: Pick<Database, 'selectFrom' | 'updateTable'>,
  isDead: (id: string) => boolean,
): ServiceNodes {
  return {
    async list() {
      const rows = await Nodes.all(database);
      return rows
        .map((row) => describeNode(row, isDead(row.id)))
        .sort((a, b) => (a.address ?? '').localeCompare(b.address ?? ''));
    },

    async setDrainAsked(id, isAsked) {
      const mustDrain = isAsked ? 1 : 0;
      const { numUpdatedRows } = await database
        .updateTable('nodes')
        .set({ mustDrain })
        .where('id', '=', id)
        .where('mustDrain', '!=', mustDrain)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
