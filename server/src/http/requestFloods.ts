// How many HTTP requests a connection and an address may make: each costs work and memory before anything is known of it.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { siteOf } from '../clientAddress.ts';
import { LimitExceeded, type Limiter } from '../limits/limiter.ts';
import { Problem } from './problem.ts';

/**
 * Requests on one connection that wait for their answer. RFC 9112 §9.3.2 lets a client send many before it has read an
 * answer; no browser does. Without this, one that reads nothing has 1,500 answers made and kept by 60 kB.
 */
const MAX_PIPELINED = 5;

/** Where WebSockets are spoken. */
const ENGINE_PATH = '/socket.io/';

/** What Node's parser of a connection does with a request whose headers it has read (_http_server.js, parserOnIncoming). */
interface Parsed {
  parser?: { onIncoming: (...request: unknown[]) => number };
}

/** Returned from there: what follows is no HTTP, and is not looked at. */
const NO_HTTP_FOLLOWS = 2;

/**
 * Goes before all that listens for requests and upgrades by now, also before Engine.IO.
 * @param addressOf the client's, behind our own proxies.
 */
export function limitRequests(
  server: Server,
  { addressOf, limiter }: { addressOf: (request: IncomingMessage) => string; limiter: Limiter },
): void {
  const unanswered = new WeakMap<Duplex, number>();

  // Here, since one chunk holds 1,500 requests: to make objects of all takes 40 ms, also when the socket is closed meanwhile.
  for (const event of ['connection', 'secureConnection']) {
    server.on(event, (socket: Duplex & Parsed) => {
      const { parser } = socket;
      // Under TLS there is one once the handshake is over.
      if (parser === undefined) return;
      const { onIncoming } = parser;
      parser.onIncoming = (...request) => {
        if ((unanswered.get(socket) ?? 0) < MAX_PIPELINED) return onIncoming(...request);
        socket.destroy();
        return NO_HTTP_FOLLOWS;
      };
    });
  }

  goBefore(server, 'request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const count = (change: number) =>
      unanswered.set(socket, (unanswered.get(socket) ?? 0) + change);
    count(1);
    response.once('close', () => count(-1));
    try {
      limiter.consume('httpRequests', { address: siteOf(addressOf(request)) });
      return true;
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      refuse(response, error);
      return false;
    }
  });

  goBefore(server, 'upgrade', (request: IncomingMessage, socket: Duplex) => {
    // Engine.IO ends its own side only, and the other may stay open for ever.
    if (request.url?.startsWith(ENGINE_PATH) !== true) {
      socket.destroy();
      return false;
    }
    try {
      limiter.consume('httpRequests', { address: siteOf(addressOf(request)) });
      return true;
    } catch {
      socket.destroy();
      return false;
    }
  });
}

/** As the routes refuse, but for what they cost. */
function refuse(response: ServerResponse, error: LimitExceeded): void {
  const { status, body, retryAfterSeconds = 1 } = Problem.from(error);
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Retry-After': retryAfterSeconds,
    Connection: 'close',
  });
  response.end(JSON.stringify(body));
}

/** @param passes whether the other listeners are told. */
function goBefore(
  server: Server,
  event: 'request' | 'upgrade',
  passes: (...event: never[]) => boolean,
): void {
  const listeners = server.listeners(event);
  server.removeAllListeners(event);
  server.on(event, (...told: unknown[]) => {
    if (!passes(...(told as never[]))) return;
    for (const listener of listeners) listener.apply(server, told);
  });
}
