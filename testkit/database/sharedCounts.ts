// The counts of three nodes on one real PostgreSQL, each with its own connections, for tests.
import { onTestFinished } from 'vitest';
import { SharedCounts } from '../../server/src/cluster/sharedCounts.ts';
import { createLog, type Log } from '../../server/src/platform/log.ts';
import { type Database, openDatabase } from '../../server/src/storage/database.ts';
import { tempFolder } from '../server/tempFolder.ts';
import { sharedPostgres } from './postgres.ts';
import { query } from './startPostgres.ts';

interface CountingNode {
  database: Database;
  counts: SharedCounts;
}

export interface CountingNodes {
  url: string;
  nodes: [CountingNode, CountingNode, CountingNode];
  /** As if so much time had gone by: the database's clock cannot be faked, but all windows can end sooner. */
  pass(ms: number): Promise<void>;
}

/** They end after the test. */
export async function startCountingNodes(log: Log = createLog('silent')): Promise<CountingNodes> {
  const url = await (await sharedPostgres()).createDatabase();
  const open = async () => {
    const database = await openDatabase({ DATA_DIR: tempFolder(), DATABASE_URL: url });
    onTestFinished(() => database.destroy());
    return database;
  };
  const startOn = async (database: Database): Promise<CountingNode> => {
    const counts = await SharedCounts.start(database, log);
    onTestFinished(() => counts.close());
    return { database, counts };
  };
  const nodes: CountingNodes['nodes'] = [
    await startOn(await open()),
    await startOn(await open()),
    await startOn(await open()),
  ];
  return { url, nodes, pass: (ms) => passOn(url, ms) };
}

/** See `CountingNodes`. */
export async function passOn(url: string, ms: number): Promise<void> {
  await query(url, `update "sharedCounts" set "endsAt" = "endsAt" - ${ms}`);
}
