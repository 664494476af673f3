// What the campaign plays on: three nodes, each in a network of its own, a PostgreSQL with a standby, and two HAProxies.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import {
  type Balancer,
  type Distribution,
  startBalancer,
} from '@distansmote/testkit/cluster/balancer.ts';
import {
  HUB,
  makeNodeNetworks,
  type NodeNetworks,
} from '@distansmote/testkit/cluster/nodeNetworks.ts';
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
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { makeFolderWithTonePrompts } from '@distansmote/testkit/telephone/tonePrompts.ts';

export const NODES = 3;
/** In the network of each node. */
export const SIP_PORT = 5060;
/** Of calls that nobody asks to sign in; those from `SIGNS_IN` are asked. */
export const TRUNK_ADDRESS = HUB;
export const SIGNS_IN = {
  address: '10.26.0.2',
  user: 'trunk',
  password: 'a password of the campaign',
};

export interface Stage {
  cluster: Cluster;
  networks: NodeNetworks;
  balancers: Record<Distribution, Balancer>;
  /** The primary at this moment. */
  postgres: StartedPostgres;
  /** Whether the nodes take calls of telephones and room systems, at `SIP_PORT` of their addresses. */
  hasLines: boolean;
  /** Whether they lend media workers to each other, for meetings of more than two. */
  hasGuests: boolean;
  /** Where the nodes reach it. */
  databaseAddress: MovingAddress;
  /** By this process, past what the nodes use. */
  readUrl: () => string;
  /** What the nodes have said, each with its number. */
  lines: string[];
  stop(): Promise<void>;
}

/** Only in a network namespace of one's own. */
export async function setStage({
  hasLines,
  hasGuests,
}: Pick<Stage, 'hasLines' | 'hasGuests'>): Promise<Stage> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const one of undo.toReversed()) await one();
  };
  try {
    const databasePort = await freePort();
    const networks = await makeNodeNetworks(NODES, databasePort);
    undo.push(() => networks.remove());
    if (hasLines) await networks.addHubAddress(SIGNS_IN.address);
    const postgres = await startPostgres();
    const direct = new URL(await postgres.createDatabase());
    const address = await startMovingAddress(networks.hubAddress, databasePort, postgres.port);
    undo.push(() => address.close());
    const url = new URL(direct);
    url.host = `${networks.hubAddress}:${databasePort}`;
    const folders = hasLines ? networks.nodes.map(() => makeFolderWithTonePrompts()) : [];
    for (const folder of folders) undo.push(() => folder.remove());
    const lines: string[] = [];
    const cluster = await startCluster({
      count: NODES,
      databaseUrl: url.href,
      networks: networks.nodes,
      settings: (at) => ({
        ...(hasLines && {
          ...lineSettings(networks.nodes[at]?.address ?? ''),
          DATA_DIR: folders[at]?.folder ?? '',
        }),
        ...(hasGuests && GUEST_SETTINGS),
      }),
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
      hasLines,
      hasGuests,
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

const GUEST_SETTINGS = { GUEST_WORKERS: '1', MEDIA_SPREAD_AT: '2' };

const lineSettings = (address: string): Record<string, string> => ({
  SIP_PORT: String(SIP_PORT),
  SIP_HOST: address,
  SIP_TRUNK_ALLOW: TRUNK_ADDRESS,
  SIP_USER: SIGNS_IN.user,
  SIP_PASSWORD: SIGNS_IN.password,
  SIP_ROOMS: '1',
  ...(picturePrograms && {
    COMPOSITOR_BIN: picturePrograms.compositor,
    LETTERING_BIN: picturePrograms.lettering,
  }),
});

/** A space that the campaign made, with nothing that would end a meeting by itself. */
export const makeSpace = (stage: Stage, name: string): Promise<SpaceDescription> =>
  stage.cluster.createSpace(name, { lobby: 'none' });
