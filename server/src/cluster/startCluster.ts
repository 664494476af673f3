// Makes this server one of several: loaded only where CLUSTER_ADDRESS is set.
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';
import type { OpenCounts } from '../guessing/windowCounts.ts';
import { mediaAddresses } from '../media/mediaAddresses.ts';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import type { Log } from '../platform/log.ts';
import type { Database } from '../storage/database.ts';
import { openBeats } from '../storage/postgres.ts';
import { Cluster, type GuestCounts } from './cluster.ts';
import { type ClusterSockets, clusterSockets } from './clusterSockets.ts';
import { refuseWhileCutOff } from './cutOff.ts';
import { GuestHost } from './guests/guestHost.ts';
import { GuestWorkers } from './guests/guestWorkers.ts';
import { LineLinks } from './lines/lineLinks.ts';
import { Lines } from './lines/lines.ts';
import { MediaTunnels } from './lines/mediaTunnels.ts';
import { Peers } from './peers.ts';
import { probe } from './probe.ts';
import { Reach } from './reach.ts';
import { SharedCounts } from './sharedCounts.ts';

type ClusterConfig = Pick<
  Config,
  | 'CLUSTER_ADDRESS'
  | 'CLUSTER_SECRET'
  | 'DATABASE_URL'
  | 'TRUSTED_PROXIES'
  | 'MEDIA_PORT'
  | 'MEDIA_WORKERS'
  | 'GUEST_WORKERS'
  | 'MEDIA_ANNOUNCED_ADDRESS'
  | 'PUBLIC_URL'
>;

export interface StartedCluster {
  cluster: Cluster;
  /** Of wrong call IDs, passwords and tokens at all nodes together. */
  openCounts: OpenCounts;
  /** For calls: closed when they have ended. */
  lines: Lines;
  /** Media workers between this server and the others. Undefined where none are lent. */
  guests: (GuestCounts & { giveBack(): void }) | undefined;
  /** Before the signalling server listens to `server`. */
  sockets(server: Server): ClusterSockets;
  /** Before the routes. */
  refuseWhileCutOff(server: FastifyInstance): void;
  close(): Promise<void>;
}

/** @throws ConfigError where the UDP port of CLUSTER_ADDRESS is taken. */
export async function startCluster(
  {
    CLUSTER_ADDRESS: address,
    CLUSTER_SECRET: secret,
    DATABASE_URL,
    TRUSTED_PROXIES: trustedProxies,
    ...config
  }: ClusterConfig,
  deps: {
    database: Database;
    version: string;
    mediaWorkers: MediaWorkers;
    log: Log;
  },
): Promise<StartedCluster> {
  if (address === undefined || secret === undefined || DATABASE_URL === undefined)
    throw new Error('the settings of a cluster have not been checked');
  const { database, log } = deps;
  const tunnels = await MediaTunnels.start({ address, secret, log });
  const counts = await SharedCounts.start(database, log);
  const peers = new Peers(secret);
  const reach = new Reach((node) => probe(node), log);
  const cluster = await Cluster.join({
    ...deps,
    beats: openBeats(DATABASE_URL),
    address,
    send: (node, message) => peers.send(node, message),
    reach,
  });
  const lent =
    config.GUEST_WORKERS > 0
      ? lendWorkers(config, { ...deps, address, secret, peers, cluster })
      : undefined;

  if (lent !== undefined) cluster.serveGuests(lent);
  const links = new LineLinks({ nodeId: cluster.nodeId, address, peers, tunnels, log });
  return {
    cluster,
    openCounts: counts.open,
    lines: new Lines({
      links,
      directory: cluster.directory,
      roomOf: (callId) => cluster.roomOf(callId),
      log,
    }),
    guests: lent,
    sockets: (server) =>
      clusterSockets(server, {
        cluster,
        peers,
        upgrades: lent === undefined ? [links] : [links, lent.host],
        connections: [links],
        reach,
        secret,
        trustedProxies,
        log,
      }),
    refuseWhileCutOff: (server) => refuseWhileCutOff(server, cluster.beatHealth),
    async close() {
      lent?.giveBack();
      await cluster.close();
      peers.close();
      await tunnels.stop();
      await counts.close();
    },
  };
}

/** Both directions. */
function lendWorkers(
  config: Omit<
    ClusterConfig,
    'CLUSTER_ADDRESS' | 'CLUSTER_SECRET' | 'DATABASE_URL' | 'TRUSTED_PROXIES'
  >,
  deps: {
    address: string;
    secret: string;
    peers: Peers;
    cluster: Cluster;
    mediaWorkers: MediaWorkers;
    log: Log;
  },
) {
  const { address, secret, peers, cluster, mediaWorkers: media, log } = deps;
  const { directory } = cluster;
  const isDraining = () => cluster.isDraining;
  const host = new GuestHost({
    address,
    secret,
    addresses: () => mediaAddresses(config),
    firstPort: config.MEDIA_PORT + config.MEDIA_WORKERS,
    maxCount: config.GUEST_WORKERS,
    media,
    isDraining,
    log,
  });
  const guests = new GuestWorkers({
    address,
    secret,
    peers,
    directory,
    media,
    isDraining,
    log,
  });
  media.useGuests(guests);
  return {
    host,
    get lentCount() {
      return host.count;
    },
    get borrowedCount() {
      return guests.count;
    },
    /** When all meetings have ended. */
    giveBack: () => guests.close(),
  };
}
