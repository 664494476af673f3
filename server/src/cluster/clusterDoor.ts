// Where the other servers of a cluster come in: sockets that they pass on, messages, and lasting connections.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { bearerOf } from '../http/signIn/bearerToken.ts';
import { prependListener } from '../http/prependListener.ts';
import { CLUSTER_PEER } from '../http/tcpConnections.ts';
import type { Log } from '../platform/log.ts';
import { setPassedOnClient } from '../platform/passedOnClient.ts';
import { isSameSecret } from '../platform/timingSafe.ts';
import { queryOf } from '../platform/urlQuery.ts';
import { jsonOf, readBody } from './messageBody.ts';
import { type ClusterMessage, clusterMessage, type ClusterReply } from './messages.ts';
import { readPassedOn } from './passedOnHeaders.ts';
import type { PeerPath } from './peers.ts';
import type { RoomDirectory } from './roomDirectory.ts';
import { asksFor, refusedWith } from './upgrade.ts';

/** Takes connections of other servers that have shown the secret, and begin with an upgrade. */
export interface UpgradeDoor {
  /** Below `/cluster/`. */
  path: PeerPath;
  protocol: string;
  accept(socket: Socket, head: Buffer, request: IncomingMessage): void;
  /** Takes no more, and closes those that it has: the HTTP server waits for them when it closes. */
  closeAccepted(): void;
}

export interface ClusterDoorOptions {
  directory: Pick<RoomDirectory, 'nodeId' | 'holds'>;
  /** CLUSTER_SECRET */
  secret: string;
  answer: (message: ClusterMessage) => Promise<ClusterReply>;
  upgrades: readonly UpgradeDoor[];
  log: Log;
}

/** RFC 9110 §15.5.20: another process was meant. */
const MISDIRECTED = 421;
/** RFC 9110 §15.5.11: this one was meant, and does not hold the room's meeting (any more). */
const NOT_HELD = 410;

const PATHS = /^\/cluster\/(sockets|messages|lines|workers)\/([\w-]+)(\/socket\.io\/.*)?$/;

/**
 * Without the secret a request goes on to all other listeners, as any path that does not exist: it is counted, and answered
 * 404. Called after `limitRequests`, whose limits then are those of the client that a socket is passed on for.
 */
export function openClusterDoor(server: Server, options: ClusterDoorOptions): void {
  const { directory, secret, upgrades } = options;

  function isPeer({ headers, url }: IncomingMessage): boolean {
    if (url?.startsWith('/cluster/') !== true) return false;
    const bearer = bearerOf({ headers });
    return bearer !== undefined && isSameSecret(bearer, secret);
  }

  /**
   * A socket's request becomes the one that the client has sent.
   * @returns what it is for, or the status that refuses it; undefined: the other listeners answer.
   */
  function receive(request: IncomingMessage): 'message' | UpgradeDoor | number | undefined {
    const [, kind, nodeId, rest] = PATHS.exec(request.url ?? '') ?? [];
    const isSocket = kind === 'sockets' && rest !== undefined;
    const isMessage = kind === 'messages' && rest === undefined && request.method === 'POST';
    const door =
      rest === undefined
        ? upgrades.find(({ path, protocol }) => path === kind && asksFor(request, protocol))
        : undefined;
    if (!isSocket && !isMessage && door === undefined) return undefined;
    if (nodeId !== directory.nodeId) return MISDIRECTED;
    if (isMessage) return 'message';
    if (door !== undefined) return door;
    const passedOn = readPassedOn(request);
    if (passedOn === undefined) return 400;
    const { room = '' } = queryOf({ url: rest });
    if (passedOn.isOwner && !directory.holds(room)) return NOT_HELD;
    setPassedOnClient(request, passedOn.client);
    request.url = rest;
    return undefined;
  }

  prependListener(server, 'request', (request: IncomingMessage, response: ServerResponse) => {
    if (!isPeer(request)) return true;
    server.emit(CLUSTER_PEER, request.socket);
    const received = receive(request);
    if (received === undefined) return true;
    if (received === 'message') void readMessage(request, response, options);
    // Without the connection's own upgrade.
    else response.writeHead(typeof received === 'number' ? received : 400).end();
    return false;
  });

  prependListener(server, 'upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (!isPeer(request)) return true;
    server.emit(CLUSTER_PEER, request.socket);
    const received = receive(request);
    if (received === undefined) return true;
    socket.on('error', () => undefined);
    if (typeof received === 'object') received.accept(socket, head, request);
    else socket.end(refusedWith(received === 'message' ? 400 : received));
    return false;
  });
}

async function readMessage(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, log }: ClusterDoorOptions,
): Promise<void> {
  // Closed: the rest of the body may never end.
  const refuse = (status: number) => void response.writeHead(status, { Connection: 'close' }).end();
  try {
    const body = await readBody(request);
    if (body === undefined) return refuse(413);
    const parsed = clusterMessage.safeParse(jsonOf(body));
    if (!parsed.success) return refuse(400);
    const reply = JSON.stringify(await answer(parsed.data));
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(reply);
  } catch (error) {
    log.error({ err: error }, 'a message of another server could not be answered');
    if (!response.headersSent) refuse(500);
  }
}
