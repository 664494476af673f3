// The door of the signalling: which Engine.IO requests are let in, and what each connection may cost.
import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket as EngineConnection } from 'engine.io';
import type { Server } from 'socket.io';
import { siteOf } from '../platform/clientAddress.ts';
import { FairSlots } from '../limits/fairSlots.ts';
import { LimitExceeded, type Limiter } from '../limits/limiter.ts';
import { isOwnOrigin } from '../platform/ownOrigin.ts';
import { watchBacklog } from './backlog.ts';

/** Socket.IO's packet type CONNECT (Socket.IO protocol 5), as it begins on the wire. */
const CONNECT = '0';

/** As many as a household has. */
const HOUSEHOLD_CONNECTIONS = 10;

export interface ConnectionGuardOptions {
  /** The server's own origin; beside it only the origin that is the request's own Host is let in. */
  publicUrl: string | undefined;
  /** Whose accounts a connection is charged to: the client's address, or an account's where somebody is signed in. */
  addressOf: (request: IncomingMessage) => string | Promise<string>;
  /** Whether nobody loses a place by its end. Where no room is left, the oldest of these makes some. */
  isIdle: (connection: EngineConnection) => boolean;
  limiter: Limiter;
}

/**
 * Asks each HTTP request and upgrade of Engine.IO, also those of connections that are open, and closes connections that
 * cost more than they may. Without it one connection may ask for any number of sockets (socket.io 4.8.4, `Client.ondecoded`:
 * until the middleware has answered, every CONNECT packet makes one).
 */
export function guardConnections(
  { engine }: Pick<Server, 'engine'>,
  { publicUrl, addressOf, isIdle, limiter }: ConnectionGuardOptions,
): void {
  /** Of each request that has opened a connection or is about to. */
  const addresses = new WeakMap<IncomingMessage, string>();
  const slots = new FairSlots('connections', limiter);

  /** @throws LimitExceeded */
  function payForAttempt(address: string): void {
    try {
      limiter.consume('connectionAttempts', { address: siteOf(address) });
    } catch (error) {
      // In a flood from many addresses whoever has few connections is let in all the same.
      const isGlobal = error instanceof LimitExceeded && error.scope === 'perProcess';
      if (!isGlobal || slots.countForSite(address) >= HOUSEHOLD_CONNECTIONS) throw error;
    }
  }

  // An error makes Engine.IO answer 400.
  engine.use(
    async (request: IncomingMessage, _response: unknown, next: (error?: Error) => void) => {
      // As Engine.IO reads it: of a parameter that comes twice, the last.
      const { j, sid, transport } = queryOf(request);
      // JSONP, by which a page of another origin may read what it is answered.
      if (j !== undefined) return next(new Error('jsonp'));
      if (!isOwnOrigin(request.headers, publicUrl)) return next(new Error('foreignOrigin'));
      // Pages begin by WebSocket and poll only where none gets through. What comes by a socket that another is being
      // upgraded to (engine.io 6.6.12, `Socket._maybeUpgrade`) would pass by all that is counted here.
      const isUpgrade = request.headers.upgrade !== undefined;
      if (isUpgrade ? sid || transport !== 'websocket' : transport === 'websocket')
        return next(new Error('noUpgrades'));
      if (sid) return next();
      try {
        const address = await addressOf(request);
        addresses.set(request, address);
        payForAttempt(address);
        next();
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
      // Of those Engine.IO is not told; each ping is answered.
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

/** The parameters behind the ? of an address, up to a #. */
function queryOf({ url = '' }: IncomingMessage): Record<string, string> {
  const [address = ''] = url.split('#', 1);
  const at = address.indexOf('?');
  return Object.fromEntries(new URLSearchParams(at === -1 ? '' : address.slice(at)));
}

/** At once, and with what is queued: whoever is over a limit may not read, so that no goodbye can be waited for. */
function end(connection: EngineConnection): void {
  const { socket } = connection.transport as { socket?: { terminate(): void } };
  connection.close(true);
  socket?.terminate();
}

/** What handling a packet costs beside its content, as if it were so much longer. */
const PACKET_OVERHEAD_BYTES = 50;
/** Of a WebSocket's ping or pong (RFC 6455 §5.5), which no page sends of itself, with the answer that may lie unread. */
const CONTROL_FRAME_OVERHEAD_BYTES = 1_000;

const lengthOf = (data: unknown) => (typeof data === 'string' ? data.length : 0);
