// Limits on HTTP requests, per connection and per address, applied before anything is parsed or routed.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { siteOf } from '../platform/clientAddress.ts';
import type { Limiter } from '../limits/limiter.ts';
import { prependListener } from './prependListener.ts';
import { Problem } from './problem.ts';

/**
 * Unanswered requests per connection. RFC 9112 §9.3.2 allows a client to pipeline, but no browser does. Without a limit, a
 * client that never reads makes the server produce and keep 1,500 responses with 60 kB.
 */
const MAX_PIPELINED = 5;

/**
 * Headers, list members in them, and URL parameters: all that is parsed before a client is identified. A browser sends 30
 * headers, and keeps at most 180 cookies per site. 16 kB can hold 8,000 members, which take 1 to 2 ms to parse.
 */
const MAX_MEMBERS = 600;

/**
 * Chunks per body, each of which is handled separately. The largest body that is accepted comes in 90 of the smallest
 * packets (RFC 1122 §3.3.3: 536 bytes). In chunks of one byte, 48 kB take 14 ms.
 */
const MAX_CHUNKS = 200;

/** The only path that is upgraded to a WebSocket. */
const ENGINE_PATH = '/socket.io/';

/** Node calls this when it has read a request's headers (_http_server.js, parserOnIncoming). */
interface Parsed {
  parser?: { onIncoming: (request: IncomingMessage, ...more: unknown[]) => number };
}

/** Its return value that makes the parser skip the rest of the connection. */
const SKIP_REST = 2;

/**
 * Runs before every listener for `request` and `upgrade` that exists by now, also before Engine.IO's.
 * @param addressOf the client's address, also behind our own proxies.
 */
export function limitRequests(
  server: Server,
  { addressOf, limiter }: { addressOf: (request: IncomingMessage) => string; limiter: Limiter },
): void {
  const unanswered = new WeakMap<Duplex, number>();

  // In the parser, since one read can bring 1,500 requests: making an object of each takes 40 ms, even after
  // `socket.destroy()`.
  for (const event of ['connection', 'secureConnection']) {
    server.on(event, (socket: Duplex & Parsed) => {
      const { parser } = socket;
      // Under TLS, the parser exists only after the handshake (`secureConnection`).
      if (parser === undefined) return;
      const { onIncoming } = parser;
      parser.onIncoming = (request, ...more) => {
        const hasRoom = (unanswered.get(socket) ?? 0) < MAX_PIPELINED;
        if (hasRoom && !isAnsweredByNode(request)) return onIncoming(request, ...more);
        socket.destroy();
        return SKIP_REST;
      };
    });
  }

  prependListener(server, 'request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const count = (change: number) =>
      unanswered.set(socket, (unanswered.get(socket) ?? 0) + change);
    count(1);
    response.once('close', () => count(-1));
    limitChunks(request);
    try {
      checkMembers(request);
      limiter.consume('httpRequests', { address: siteOf(addressOf(request)) });
      return true;
    } catch (error) {
      refuse(response, error);
      return false;
    }
  });

  prependListener(server, 'upgrade', (request: IncomingMessage, socket: Duplex) => {
    // Node has removed its own listener, and `ws` adds one only after the handshake's middlewares, which ask the database:
    // a client that resets the connection meanwhile would end the process.
    socket.on('error', () => undefined);
    // Engine.IO would end only its own side, and the client's could stay open for ever.
    if (request.url?.startsWith(ENGINE_PATH) !== true) {
      socket.destroy();
      return false;
    }
    try {
      checkMembers(request);
      limiter.consume('httpRequests', { address: siteOf(addressOf(request)) });
      return true;
    } catch {
      socket.destroy();
      return false;
    }
  });
}

/** Node answers these itself, by 400 or 417, without an event: a client that sends only these would never be counted. */
const isAnsweredByNode = ({ httpVersion, headers: { host, expect } }: IncomingMessage): boolean =>
  (httpVersion === '1.1' && host === undefined) ||
  (expect !== undefined && expect.toLowerCase() !== '100-continue');

/** @throws Problem 431 */
function checkMembers({ url = '', rawHeaders }: IncomingMessage): void {
  const texts = [url, ...rawHeaders];
  if (texts.reduce((sum, { length }) => sum + length, 0) <= MAX_MEMBERS) return;
  let members = rawHeaders.length / 2;
  for (const text of texts)
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charCodeAt(at);
      // & , ;
      if (character === 0x26 || character === 0x2c || character === 0x3b) members += 1;
    }
  if (members > MAX_MEMBERS)
    throw new Problem(431, 'tooLarge', 'The headers have too many members.');
}

/** Closes the connection of a request whose body comes in too many chunks, also when nothing reads the body. */
function limitChunks(request: IncomingMessage): void {
  const push = request.push.bind(request);
  let chunks = 0;
  request.push = (...chunk) => {
    chunks += 1;
    if (chunks <= MAX_CHUNKS) return push(...chunk);
    request.socket.destroy();
    return false;
  };
  // Once it has answered, Node discards the rest of a body by `_dump`, past `push`.
  Object.assign(request, { _dump: () => void request.resume() });
}

/** The same refusal as a route's, without the cost of one. */
export function refuse(response: ServerResponse, error: unknown): void {
  const { status, body, retryAfterSeconds } = Problem.from(error);
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    ...(retryAfterSeconds !== undefined && { 'Retry-After': retryAfterSeconds }),
    Connection: 'close',
  });
  response.end(JSON.stringify(body));
}
