// Makes this server one of several: loaded only where CLUSTER_ADDRESS is set.
import type { Config } from '../config/config.ts';
import type { Log } from '../platform/log.ts';
import type { Database } from '../storage/database.ts';
import { openBeats } from '../storage/postgres.ts';
import { Cluster } from './cluster.ts';

export async function startCluster(
  { CLUSTER_ADDRESS, DATABASE_URL }: Pick<Config, 'CLUSTER_ADDRESS' | 'DATABASE_URL'>,
  deps: {
    database: Database;
    version: string;
    mediaWorkers: { readonly count: number };
    log: Log;
  },
): Promise<Cluster> {
  if (CLUSTER_ADDRESS === undefined || DATABASE_URL === undefined)
    throw new Error('the settings of a cluster have not been checked');
  return Cluster.join({
    ...deps,
    beats: openBeats(DATABASE_URL),
    address: CLUSTER_ADDRESS,
    send: () => Promise.reject(new Error('not built')),
  });
}
