// Several real servers that share one PostgreSQL and one secret, each with its own data folder, ports and media worker.
import type { NewSpace, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { query } from '../database/startPostgres.ts';
import { METRICS_TOKEN, scrape } from '../server/scrape.ts';
import { ServerProcess } from '../server/serverProcess.ts';
import type { NodeNetwork } from './nodeNetworks.ts';

export const CLUSTER_SECRET = 'secret-of-the-tests-between-the-nodes';

export interface ClusterOptions {
  count: number;
  databaseUrl: string;
  /** A network for each node, instead of this computer's loopback interface. */
  networks?: readonly NodeNetwork[];
  /** Of all nodes, or of the one at that place. */
  settings?: Record<string, string> | ((at: number) => Record<string, string>);
  /** Receives each line of output of a node. Without it, errors go to our standard error. */
  onLine?: (node: number, line: string) => void;
}

/** What a node has. */
export interface Held {
  /** With somebody in them. */
  meetings: number;
  people: number;
}

export interface Cluster {
  nodes: readonly ServerProcess[];
  /** `host:port` of each, for a load balancer. */
  addresses: readonly string[];
  /** By the first node that runs. */
  createSpace(name: string, settings?: Omit<NewSpace, 'name'>): Promise<SpaceDescription>;
  /** By the database: the positions in `nodes` of those that have a meeting, by the id of its space. */
  owners(readUrl: string): Promise<Map<string, number>>;
  /** By the nodes' own metrics; undefined for those that do not run. Fails while one hangs. */
  held(): Promise<(Held | undefined)[]>;
  /** Ends them all, frozen ones too, and removes their folders. */
  stop(): Promise<void>;
}

/** Waits until each accepts requests. They start at the same time. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const started = await Promise.allSettled(
    Array.from({ length: options.count }, (_, at) => startNode(at, options)),
  );
  const nodes = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stop = async () => void (await Promise.all(nodes.map(stopNode)));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  const addresses = nodes.map(({ url }) => new URL(url.replace('localhost', '127.0.0.1')).host);
  return {
    nodes,
    addresses,
    createSpace(name, settings) {
      const running = nodes.find(({ endedBy }) => endedBy === undefined);
      if (running === undefined) throw new Error('no node runs');
      return running.createSpace(name, settings);
    },
    async owners(readUrl) {
      const rows = await query(
        readUrl,
        `select "spaceId", nodes.address from "openMeetings"
         join nodes on nodes.id = "openMeetings"."nodeId"`,
      );
      return new Map(
        rows.map(({ spaceId, address }) => [
          String(spaceId),
          addresses.findIndex((one) => address === `http://${one}`),
        ]),
      );
    },
    held: () => Promise.all(nodes.map(heldBy)),
    stop,
  };
}

async function heldBy(node: ServerProcess): Promise<Held | undefined> {
  if (node.endedBy !== undefined) return undefined;
  const metrics = await scrape(node);
  return {
    meetings: metrics.value('distansmote_meetings') ?? 0,
    people: metrics.value('distansmote_participants', { kind: 'browser' }) ?? 0,
  };
}

function startNode(at: number, options: ClusterOptions): Promise<ServerProcess> {
  const { databaseUrl, networks, settings, onLine } = options;
  const network = networks?.[at];
  return ServerProcess.start({
    network:
      network &&
      ((port: number) => ({
        url: `http://${network.address}:${port}`,
        localUrl: `http://${network.address}:${port}`,
        commandPrefix: network.commandPrefix,
      })),
    settings: (url) => ({
      DATABASE_URL: databaseUrl,
      CLUSTER_ADDRESS: url.replace('localhost', '127.0.0.1'),
      CLUSTER_SECRET,
      METRICS_TOKEN,
      // The load balancer.
      TRUSTED_PROXIES: '127.0.0.1,10.26.0.1',
      ...(network && { HOST: network.address, MEDIA_ANNOUNCED_ADDRESS: network.address }),
      ...(typeof settings === 'function' ? settings(at) : settings),
    }),
    ...(onLine && { onLine: (line: string) => onLine(at, line) }),
  });
}

async function stopNode(node: ServerProcess): Promise<void> {
  if (node.endedBy === undefined) node.thaw();
  await node.stop();
}
