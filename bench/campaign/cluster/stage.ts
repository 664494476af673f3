// What the campaign plays on: three nodes, each in a network of its own, a PostgreSQL with a standby, and two HAProxies.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import {
  type Balancer,
  type Distribution,
  startBalancer,
} from '@distansmote/testkit/cluster/balancer.ts';
import { makeNodeNetworks, type NodeNetworks } from '@distansmote/testkit/cluster/nodeNetworks.ts';
import { type Cluster, startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import {
  type MovingAddress,
  startMovingAddress,
} from '@distansmote/testkit/database/movingAddress.ts';
import {
  startPostgres,
  type StartedPostgres,
} from '@distansmote/testkit/database/startPostgres.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

export const NODES = 3;

export interface Stage {
  cluster: Cluster;
  networks: NodeNetworks;
  balancers: Record<Distribution, Balancer>;
  /** The primary at this moment. */
  postgres: StartedPostgres;
  /** Where the nodes reach it. */
  databaseAddress: MovingAddress;
  /** By this process, past what the nodes use. */
  readUrl: () => string;
  /** What the nodes have said, each with its number. */
  lines: string[];
  stop(): Promise<void>;
}

/** Only in a network namespace of one's own. */
export async function setStage(): Promise<Stage> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const one of undo.toReversed()) await one();
  };
  try {
    const databasePort = await freePort();
    const networks = await makeNodeNetworks(NODES, databasePort);
    undo.push(() => networks.remove());
    const postgres = await startPostgres();
    const direct = new URL(await postgres.createDatabase());
    const address = await startMovingAddress(networks.hubAddress, databasePort, postgres.port);
    undo.push(() => address.close());
    const url = new URL(direct);
    url.host = `${networks.hubAddress}:${databasePort}`;
    const lines: string[] = [];
    const cluster = await startCluster({
      count: NODES,
      databaseUrl: url.href,
      networks: networks.nodes,
      onLine: (node, line) => void lines.push(`node ${node + 1}: ${line}`),
    });
    undo.push(() => cluster.stop());
    const { addresses: servers } = cluster;
    const balancers = {
      room: await startBalancer({ servers, distribution: 'room' }),
      roundRobin: await startBalancer({ servers, distribution: 'roundRobin' }),
    };
    for (const balancer of Object.values(balancers)) undo.push(() => balancer.close());
    const stage: Stage = {
      cluster,
      networks,
      balancers,
      postgres,
      databaseAddress: address,
      readUrl: () => stage.postgres.urlOf(direct.pathname.slice(1)),
      lines,
      stop,
    };
    undo.unshift(() => stage.postgres.stop());
    return stage;
  } catch (error) {
    await stop();
    throw error;
  }
}

export function nodeOf({ cluster }: Stage, at: number): ServerProcess {
  const node = cluster.nodes[at];
  if (node === undefined) throw new Error(`no node ${at}`);
  return node;
}

/** A space that the campaign made, with nothing that would end a meeting by itself. */
export const makeSpace = (stage: Stage, name: string): Promise<SpaceDescription> =>
  stage.cluster.createSpace(name, { lobby: 'none' });
