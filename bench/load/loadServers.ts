// Starts the server under load, in a separate process with one media worker: ours, or mediasoup alone.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { CHECKOUT } from '@distansmote/testkit/server/clientBuild.ts';
import { endProcess, startNode, untilAnswers } from '@distansmote/testkit/server/nodeProcess.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { workersOf } from './cpuTime.ts';
import type { ServerAddress } from './signalling.ts';

export interface LoadServer {
  address: ServerAddress;
  nodePid: number;
  /** 0 if it has none. */
  workerPid: number;
  /** @returns names to join by: call IDs, or anything for the bare server. */
  makeRooms(count: number): Promise<string[]>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Node's own options, before the program. */
  nodeOptions?: string[];
}

/**
 * @param options.checkout the folder of another checkout.
 * @param options.settings additional environment variables.
 */
export async function startOurs({
  nodeOptions = [],
  checkout = CHECKOUT,
  settings = {},
}: StartOptions & {
  checkout?: string;
  settings?: Record<string, string>;
} = {}): Promise<LoadServer> {
  const server = await ServerProcess.start({
    checkout,
    nodeOptions,
    settings: {
      // Participants come from many addresses, as in production; one address may open a thousand sockets.
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'error',
      ...settings,
    },
    // Ignores what Node's inspector prints.
    ...(nodeOptions.some(isInspector) && { onLine: () => undefined }),
  });
  const makeRoom = async () => (await server.createSpace('Mätning')).callId;
  return {
    address: { speaks: 'Socket.IO', port: server.port, protocol: await protocolOf(checkout) },
    ...pidsOf(server),
    makeRooms: (count) => Promise.all(Array.from({ length: count }, makeRoom)),
    stop: () => server.stop(),
  };
}

async function protocolOf(checkout: string): Promise<number> {
  const { PROTOCOL } = (await import(join(checkout, 'shared/src/protocol.ts'))) as {
    PROTOCOL: number;
  };
  return PROTOCOL;
}

/** @param options.speaks how it is asked: as directly as possible, or as our server is. */
export async function startBare({
  nodeOptions = [],
  speaks = 'WebSocket',
}: StartOptions & { speaks?: ServerAddress['speaks'] } = {}): Promise<LoadServer> {
  const [port, mediaPort] = [await freePort(), await freePort()];
  const script = fileURLToPath(new URL('bare/server.ts', import.meta.url));
  const child = start([...nodeOptions, script, String(port), String(mediaPort), speaks]);
  await untilAnswers(child, `http://127.0.0.1:${port}/`);
  let rooms = 0;
  return {
    address: { speaks, port },
    ...pidsOf(child),
    makeRooms: async (count) => Array.from({ length: count }, () => String((rooms += 1))),
    stop: () => endProcess(child),
  };
}

/** Socket.IO alone; optionally with mediasoup's two transports per socket. */
export async function startBareSockets({
  nodeOptions = [],
  withTransports,
}: StartOptions & { withTransports: boolean }): Promise<LoadServer> {
  const port = await freePort();
  const script = fileURLToPath(new URL('../signalling/bareSockets.ts', import.meta.url));
  const extra = withTransports ? ['withTransports'] : [];
  const child = start([...nodeOptions, script, String(port), ...extra]);
  await untilAnswers(child, `http://127.0.0.1:${port}/`);
  return {
    address: { speaks: 'Socket.IO', port },
    ...pidsOf(child),
    makeRooms: async (count) => Array.from({ length: count }, () => ''),
    stop: () => endProcess(child),
  };
}

const isInspector = (option: string) => option.startsWith('--inspect');

const start = (args: string[]) =>
  startNode(args, {}, args.some(isInspector) ? 'ignore' : 'inherit');

function pidsOf({ pid = 0 }: { pid?: number | undefined }): { nodePid: number; workerPid: number } {
  return { nodePid: pid, workerPid: workersOf(pid)[0] ?? 0 };
}
