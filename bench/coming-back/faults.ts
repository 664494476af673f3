// Faults in the middle of a meeting, and how each of them ends.
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import type { TwoNetworks } from '@distansmote/testkit/network/twoNetworks.ts';

export interface Fault {
  name: string;
  describe: string;
  /** What recovery means: new media arrives, or the page no longer shows that it is disconnected. */
  until: 'media' | 'socket';
  /** @returns when the fault ended, in milliseconds since 1970. */
  happen(networks: TwoNetworks, server: ServerProcess): Promise<number>;
}

const HTTPS_PORT = 443;

async function nothingFor(networks: TwoNetworks, ms: number): Promise<number> {
  await networks.setFirewall('nothing');
  await pause(ms);
  await networks.setFirewall('everything');
  return Date.now();
}

async function noSocketFor(networks: TwoNetworks, ms: number): Promise<number> {
  await networks.setFirewall({ noTcpPort: HTTPS_PORT });
  await pause(ms);
  await networks.setFirewall('everything');
  return Date.now();
}

export const faults: Fault[] = [
  {
    name: 'udp',
    describe: 'UDP stops during the call; TCP works',
    until: 'media',
    async happen(networks) {
      const at = Date.now();
      await networks.setFirewall('tcp');
      return at;
    },
  },
  {
    name: 'address',
    describe: 'the computer changes networks',
    until: 'media',
    async happen(networks) {
      const at = Date.now();
      await networks.changeNearAddress();
      return at;
    },
  },
  {
    name: 'worker',
    describe: 'a media worker is killed',
    until: 'media',
    async happen(_networks, server) {
      const at = Date.now();
      server.killMediaWorker();
      return at;
    },
  },
  {
    name: 'server',
    describe: 'the server is killed and restarted',
    until: 'media',
    async happen(_networks, server) {
      await server.restart('SIGKILL');
      return Date.now();
    },
  },
  {
    name: 'nothing10',
    describe: 'nothing gets through for 10 s',
    until: 'media',
    happen: (networks) => nothingFor(networks, 10_000),
  },
  {
    name: 'socket10',
    describe: 'the socket is lost for 10 s',
    until: 'socket',
    happen: (networks) => noSocketFor(networks, 10_000),
  },
  {
    name: 'socket30',
    describe: 'the socket is lost for 30 s',
    until: 'socket',
    happen: (networks) => noSocketFor(networks, 30_000),
  },
];
