// The door of the signalling: which Engine.IO requests are let in, and what each connection may cost.
import type { IncomingMessage } from 'node:http';
import type { Socket as EngineConnection } from 'engine.io';
import type { Server } from 'socket.io';
import { LimitExceeded, type Limiter } from '../limits/limiter.ts';
import { isOwnOrigin } from '../ownOrigin.ts';
import { watchBacklog } from './backlog.ts';

/** Socket.IO's packet type CONNECT (Socket.IO protocol 5), as it begins on the wire. */
const CONNECT = '0';

export interface SocketDoorOptions {
  /** The server's own origin; beside it only the origin that is the request's own Host is let in. */
  publicUrl: string | undefined;
  addressOf: (request: IncomingMessage) => string;
  limiter: Limiter;
}

/**
 * Asks each HTTP request and upgrade of Engine.IO, also those of connections that are open, and closes connections that
 * cost more than they may. Without it one connection may ask for any number of sockets (socket.io 4.8.4, `Client.ondecoded`:
 * until the middleware has answered, every CONNECT packet makes one).
 */
export function guardSocketDoor(
  { engine }: Pick<Server, 'engine'>,
  { publicUrl, addressOf, limiter }: SocketDoorOptions,
): void {
  // An error makes Engine.IO answer 400.
  engine.use((request: IncomingMessage, _response: unknown, next: (error?: Error) => void) => {
    // As Engine.IO reads it: of a parameter that comes twice, the last.
    const { searchParams } = new URL(request.url ?? '', 'http://here');
    const { j, sid }: Record<string, string> = Object.fromEntries(searchParams);
    // JSONP, by which a page of another origin may read what it is answered.
    if (j !== undefined) return next(new Error('jsonp'));
    if (!isOwnOrigin(request.headers, publicUrl)) return next(new Error('foreignOrigin'));
    if (sid) return next();
    try {
      limiter.consume('connectionAttempts', { address: addressOf(request) });
      next();
    } catch (error) {
      next(error as Error);
    }
  });

  engine.on('headers', (headers: Record<string, string>) => {
    headers['Cross-Origin-Resource-Policy'] = 'same-origin';
    headers['X-Content-Type-Options'] = 'nosniff';
    headers['Cache-Control'] = 'no-store';
  });

  let count = 0;
  engine.on('connection', (connection: EngineConnection) => {
    count += 1;
    const payer = { socket: String(count), address: addressOf(connection.request) };
    const close = () => end(connection);
    try {
      const hold = limiter.acquire('connections', payer);
      connection.on('close', () => hold.release());
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      close();
      return;
    }
    watchBacklog(connection, payer, limiter, close);
    let hasConnected = false;
    connection.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      const isConnect = type === 'message' && typeof data === 'string' && data[0] === CONNECT;
      const isSecond = isConnect && hasConnected;
      hasConnected ||= isConnect;
      const isBinary = type === 'message' && typeof data !== 'string';
      if (isSecond || isBinary || !isWithin(lengthOf(data))) close();
    });

    /** Each packet costs a little, also an empty one. */
    function isWithin(bytes: number): boolean {
      try {
        limiter.consume('bytesReceived', payer, bytes + PACKET_OVERHEAD_BYTES);
        return true;
      } catch {
        return false;
      }
    }
  });
}

/** At once, and with what is queued: whoever is over a limit may not read, so that no goodbye can be waited for. */
function end(connection: EngineConnection): void {
  const { socket } = connection.transport as { socket?: { terminate(): void } };
  connection.close(true);
  socket?.terminate();
}

/** What handling a packet costs beside its content, as if it were so much longer. */
const PACKET_OVERHEAD_BYTES = 50;

const lengthOf = (data: unknown) => (typeof data === 'string' ? data.length : 0);
