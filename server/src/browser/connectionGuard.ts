// Guards Engine.IO below Socket.IO: which requests are accepted, and what each connection may cost.
import type { EventEmitter } from 'node:events';
import { type IncomingMessage, ServerResponse } from 'node:http';
import { roomIn } from '@distansmote/shared/roomQuery.ts';
import type { Socket as EngineConnection } from 'engine.io';
import type { Server } from 'socket.io';
import { siteOf } from '../platform/clientAddress.ts';
import { FairSlots } from '../limits/fairSlots.ts';
import { LimitExceeded, type Limiter } from '../limits/limiter.ts';
import { isOwnOrigin } from '../platform/ownOrigin.ts';
import { queryOf } from '../platform/urlQuery.ts';
import { watchBacklog } from './backlog.ts';

/** Packet type CONNECT (Socket.IO protocol 5) as it starts on the wire. */
const CONNECT = '0';

/** What a household may have. */
const HOUSEHOLD_CONNECTIONS = 10;

export interface ConnectionGuardOptions {
  /** The server's own origin. The only other origin allowed is the one of the request's Host header. */
  publicUrl: string | undefined;
  /** Whom a connection is charged to: the client's address, or the account of whoever is signed in. */
  addressOf: (request: IncomingMessage) => string | Promise<string>;
  /**
   * Whether closing the connection puts nobody out of a meeting. When there is no slot left, the oldest idle
   * connection is closed.
   */
  isIdle: (connection: EngineConnection) => boolean;
  limiter: Limiter;
  /** Undefined on a server that is none of a cluster. */
  passOn?: PassOn | undefined;
}

/** A request that has passed all checks. */
export interface CheckedRequest {
  request: IncomingMessage;
  /** Undefined for an upgrade. */
  response: ServerResponse | undefined;
  /** The Engine.IO session that it belongs to; undefined if it opens one. */
  sid: string | undefined;
  /** What the page says of its meeting (cluster/roomKeys.ts); anything at all. */
  room: string | undefined;
  /**
   * One of the client's connections.
   * @param close called when the connection has to make way for another.
   * @param isIdle whether that puts nobody out of a meeting.
   * @returns undefined when there is none left. `release` may be called twice.
   */
  acquireSlot(close: () => void, isIdle: () => boolean): { release(): void } | undefined;
}

/** @returns whether another server answers the request; otherwise this one does. */
export type PassOn = (checked: CheckedRequest) => Promise<boolean>;

/**
 * Checks every HTTP request and upgrade of Engine.IO, also of open connections, and closes connections that cost more
 * than they may. Without this, one connection may open any number of sockets (socket.io 4.8.4, `Client.ondecoded`:
 * every CONNECT packet makes one until the middleware has answered).
 */
export function guardConnections(
  { engine }: Pick<Server, 'engine'>,
  { publicUrl, addressOf, isIdle, limiter, passOn }: ConnectionGuardOptions,
): void {
  /** The address of each request that opens a connection. */
  const addresses = new WeakMap<IncomingMessage, string>();
  const slots = new FairSlots('connections', limiter);

  /** @throws LimitExceeded */
  function payForAttempt(address: string): void {
    try {
      limiter.consume('connectionAttempts', { address: siteOf(address) });
    } catch (error) {
      // During a flood from many addresses, clients with few connections are still let in.
      const isGlobal = error instanceof LimitExceeded && error.scope === 'perProcess';
      if (!isGlobal || slots.countForSite(address) >= HOUSEHOLD_CONNECTIONS) throw error;
    }
  }

  // Engine.IO answers an error with 400.
  engine.use(
    async (request: IncomingMessage, response: ServerResponse, next: (error?: Error) => void) => {
      // Parsed as Engine.IO does: the last of a repeated parameter counts.
      const query = queryOf(request);
      const { j, sid, transport } = query;
      // JSONP would let a page of another origin read the answer.
      if (j !== undefined) return next(new Error('jsonp'));
      if (!isOwnOrigin(request.headers, publicUrl)) return next(new Error('foreignOrigin'));
      // Pages start with WebSocket and poll only when it is blocked, so no upgrades. Bytes on a socket that is being
      // upgraded to (engine.io 6.6.12, `Socket._maybeUpgrade`) would escape the accounting.
      const isUpgrade = request.headers.upgrade !== undefined;
      if (isUpgrade ? sid || transport !== 'websocket' : transport === 'websocket')
        return next(new Error('noUpgrades'));
      try {
        if (!sid) {
          const address = await addressOf(request);
          addresses.set(request, address);
          payForAttempt(address);
        }
        const isPassedOn = await passOn?.({
          request,
          // Engine.IO has a stand-in for upgrades.
          response: response instanceof ServerResponse ? response : undefined,
          sid: sid || undefined,
          room: roomIn(query),
          acquireSlot: (close, isIdleElsewhere) =>
            slots.acquire(addresses.get(request) ?? '', close, isIdleElsewhere),
        });
        // Without `next`, Engine.IO forgets the request.
        if (isPassedOn !== true) next();
      } catch (error) {
        next(error as Error);
      }
    },
  );

  engine.on('headers', (headers: Record<string, string>) => {
    headers['Cross-Origin-Resource-Policy'] = 'same-origin';
    headers['X-Content-Type-Options'] = 'nosniff';
    headers['Cache-Control'] = 'no-store';
  });

  let count = 0;
  engine.on('connection', (connection: EngineConnection) => {
    count += 1;
    const address = addresses.get(connection.request) ?? '';
    const payer = { socket: String(count), address: siteOf(address) };
    const close = () => end(connection);
    const slot = slots.acquire(address, close, () => isIdle(connection));
    if (slot === undefined) {
      close();
      return;
    }
    connection.on('close', () => slot.release());
    watchBacklog(connection, payer, limiter, close);
    const { socket: webSocket } = connection.transport as { socket?: EventEmitter };
    if (webSocket !== undefined) {
      connection.request.socket.on('data', ({ length }: Buffer) => spend(length));
      // Engine.IO doesn't see control frames, and `ws` answers each ping.
      for (const frame of ['ping', 'pong'])
        webSocket.on(frame, () => spend(CONTROL_FRAME_OVERHEAD_BYTES));
    }
    let hasConnected = false;
    connection.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      const isConnect = type === 'message' && typeof data === 'string' && data[0] === CONNECT;
      const isSecond = isConnect && hasConnected;
      hasConnected ||= isConnect;
      const isBinary = type === 'message' && typeof data !== 'string';
      if (isSecond || isBinary) close();
      else spend(PACKET_OVERHEAD_BYTES + (webSocket === undefined ? lengthOf(data) : 0));
    });

    function spend(bytes: number): void {
      try {
        limiter.consume('bytesReceived', payer, bytes);
      } catch {
        close();
      }
    }
  });
}

/**
 * Terminates at once and drops the queue: a client over a limit may not read, so a close handshake could take
 * forever.
 */
function end(connection: EngineConnection): void {
  const { socket } = connection.transport as { socket?: { terminate(): void } };
  connection.close(true);
  socket?.terminate();
}

/** Fixed cost of handling a packet, expressed in bytes. */
const PACKET_OVERHEAD_BYTES = 50;
/**
 * Cost of a WebSocket ping or pong (RFC 6455 §5.5), expressed in bytes. Browsers send none by themselves, and our
 * answer may lie unread.
 */
const CONTROL_FRAME_OVERHEAD_BYTES = 1_000;

const lengthOf = (data: unknown) => (typeof data === 'string' ? data.length : 0);
