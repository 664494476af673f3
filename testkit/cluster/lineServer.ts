// What a server of a cluster has of connections for calls, without anything else: its door, its media tunnels, its links.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { onTestFinished } from 'vitest';
import { openClusterDoor } from '../../server/src/cluster/clusterDoor.ts';
import { LineLinks, type LinkToLine } from '../../server/src/cluster/lines/lineLinks.ts';
import type { ToHolder } from '../../server/src/cluster/lines/lineMessages.ts';
import { MediaTunnels } from '../../server/src/cluster/lines/mediaTunnels.ts';
import { Peers } from '../../server/src/cluster/peers.ts';
import type { ClusterNode } from '../../server/src/cluster/roomDirectory.ts';
import { createLog } from '../../server/src/platform/log.ts';
import type { Certificates } from '../network/certificates.ts';
import { freePort } from '../network/ports.ts';
import { CLUSTER_SECRET } from './tunnelPair.ts';

export interface LineServerOptions {
  secret?: string;
  idleMs?: number;
  certificates?: Certificates;
  /** Whether UDP gets through to it; default true. */
  hasUdp?: boolean;
}

export interface LineServer {
  node: ClusterNode;
  links: LineLinks;
  /** Accepted, with what was said on them and whether they are closed. */
  accepted: { link: LinkToLine; heard: ToHolder[]; closedCount: number }[];
  /** Warnings and errors. */
  logged: { msg: string; how?: string }[];
  http: Server;
}

/** Stopped after the test. */
export async function startLineServer(options: LineServerOptions = {}): Promise<LineServer> {
  const { secret = CLUSTER_SECRET, idleMs, certificates, hasUdp = true } = options;
  const port = await freePort();
  const scheme = certificates === undefined ? 'http' : 'https';
  const node = {
    id: randomBytes(9).toString('base64url'),
    address: `${scheme}://127.0.0.1:${port}`,
  };
  const logged: LineServer['logged'] = [];
  const log = createLog('warn', {
    write: (line) => void logged.push(JSON.parse(line) as LineServer['logged'][number]),
  });
  const udp = hasUdp ? port : await freePort();
  const tunnels = await MediaTunnels.start({ address: `http://127.0.0.1:${udp}`, secret, log });
  const peers = new Peers(secret);
  const links = new LineLinks({
    nodeId: node.id,
    address: node.address,
    peers,
    tunnels,
    ...(idleMs !== undefined && { idleMs }),
    log,
  });
  const accepted: LineServer['accepted'] = [];
  links.onAccepted((link) => {
    const one: LineServer['accepted'][number] = { link, heard: [], closedCount: 0 };
    accepted.push(one);
    link.listen({
      onMessage: (message) => void one.heard.push(message),
      onClosed: () => void (one.closedCount += 1),
    });
  });
  const http = await listen(port, certificates);
  openClusterDoor(http, {
    directory: { nodeId: node.id, holds: () => false },
    secret,
    answer: () => Promise.resolve({ isDone: false }),
    upgrades: [links],
    log,
  });
  onTestFinished(async () => {
    links.close();
    peers.close();
    http.close();
    http.closeAllConnections();
    await tunnels.stop();
  });
  return { node, links, accepted, logged, http };
}

/** Strangers get 404. */
async function listen(port: number, certificates: Certificates | undefined): Promise<Server> {
  const server =
    certificates === undefined
      ? createServer()
      : createHttpsServer({
          cert: await readFile(certificates.cert),
          key: await readFile(certificates.key),
        });
  server.on('request', (_request, response) => void response.writeHead(404).end());
  server.on('upgrade', (_request, socket) => {
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  server.listen(port, '127.0.0.1').unref();
  await once(server, 'listening');
  return server;
}
