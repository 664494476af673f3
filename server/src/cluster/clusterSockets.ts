// The way of sockets between this server and the others of its cluster.
import type { Server } from 'node:http';
import type { PassOn } from '../browser/connectionGuard.ts';
import type { Log } from '../platform/log.ts';
import type { Cluster } from './cluster.ts';
import { openClusterDoor, type UpgradeDoor } from './clusterDoor.ts';
import type { Peers } from './peers.ts';
import type { Reach } from './reach.ts';
import { SocketRouter } from './socketRouter.ts';

export interface ClusterSockets {
  readonly nodeId: string;
  readonly passOn: PassOn;
  /** Open sockets that another server answers. */
  readonly passedOnCount: number;
  /** How many requests another server has not taken, by why. */
  readonly refusedCounts: SocketRouter['refusedCounts'];
  /** After `limitRequests`. */
  openDoor(): void;
  close(): void;
}

export interface ClusterSocketsDeps {
  cluster: Pick<Cluster, 'directory' | 'answer' | 'onDead'>;
  peers: Peers;
  upgrades: readonly UpgradeDoor[];
  /** What is connected with other servers: closed towards one that is not reached. */
  connections: readonly { closeTowards(nodeId: string): void }[];
  reach: Pick<Reach, 'onLost'>;
  /** CLUSTER_SECRET */
  secret: string;
  trustedProxies: string[];
  log: Log;
}

/** Before the signalling server listens to `server`. */
export function clusterSockets(server: Server, deps: ClusterSocketsDeps): ClusterSockets {
  const { cluster, peers, upgrades, connections, reach, secret, trustedProxies, log } = deps;
  const { directory } = cluster;
  const router = new SocketRouter({ server, directory, peers, trustedProxies, log });
  // Not the connections: by these one notices sooner whether it lives, and it may be cut off from the database alone.
  cluster.onDead((nodeId) => router.closeTowards(nodeId));
  reach.onLost((nodeId) => {
    router.closeTowards(nodeId);
    for (const one of connections) one.closeTowards(nodeId);
  });
  return {
    nodeId: directory.nodeId,
    passOn: (checked) => router.passOn(checked),
    get passedOnCount() {
      return router.passedOnCount;
    },
    get refusedCounts() {
      return router.refusedCounts;
    },
    openDoor: () =>
      openClusterDoor(server, {
        directory,
        secret,
        answer: (message) => cluster.answer(message),
        upgrades,
        log,
      }),
    close() {
      router.close();
      for (const door of upgrades) door.closeAccepted();
    },
  };
}
