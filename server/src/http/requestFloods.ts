// How many HTTP requests a connection and an address may make, and of how many parts: each costs work before anything is known of it.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { siteOf } from '../platform/clientAddress.ts';
import type { Limiter } from '../limits/limiter.ts';
import { Problem } from './problem.ts';

/**
 * Requests on one connection that wait for their answer. RFC 9112 §9.3.2 lets a client send many before it has read an
 * answer; no browser does. Without this, one that reads nothing has 1,500 answers made and kept by 60 kB.
 */
const MAX_PIPELINED = 5;

/**
 * Headers, members of lists in them, and parameters of the address: what is parsed before anything is known of a client.
 * A browser sends 30 headers and keeps 180 cookies of a site at most. 16 kB can hold 8,000, which take 1 to 2 ms.
 */
const MAX_MEMBERS = 600;

/**
 * In so many pieces a body may come, each of which is handled by itself: the largest that is taken comes in 90 of the
 * smallest packets (RFC 1122 §3.3.3: 536 bytes). In chunks of one byte each, 48 kB of it take 14 ms.
 */
const MAX_PIECES = 200;

/** Where WebSockets are spoken. */
const ENGINE_PATH = '/socket.io/';

/** What Node's parser of a connection does with a request whose headers it has read (_http_server.js, parserOnIncoming). */
interface Parsed {
  parser?: { onIncoming: (request: IncomingMessage, ...more: unknown[]) => number };
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
      parser.onIncoming = (request, ...more) => {
        const isOneMore = (unanswered.get(socket) ?? 0) < MAX_PIPELINED;
        if (isOneMore && !isAnsweredByNode(request)) return onIncoming(request, ...more);
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
    limitPieces(request);
    try {
      checkMembers(request);
      limiter.consume('httpRequests', { address: siteOf(addressOf(request)) });
      return true;
    } catch (error) {
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
      checkMembers(request);
      limiter.consume('httpRequests', { address: siteOf(addressOf(request)) });
      return true;
    } catch {
      socket.destroy();
      return false;
    }
  });
}

/** Node answers these itself, 400 and 417, and tells nobody: whoever sends no others would be counted nowhere. */
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

/** Ends the connection of whose body comes in too many, also when nobody reads it. */
function limitPieces(request: IncomingMessage): void {
  const push = request.push.bind(request);
  let pieces = 0;
  request.push = (...piece) => {
    pieces += 1;
    if (pieces <= MAX_PIECES) return push(...piece);
    request.socket.destroy();
    return false;
  };
  // What is left when it has been answered, Node would pass by there.
  Object.assign(request, { _dump: () => void request.resume() });
}

/** As the routes refuse, but for what they cost. */
function refuse(response: ServerResponse, error: unknown): void {
  const { status, body, retryAfterSeconds } = Problem.from(error);
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    ...(retryAfterSeconds !== undefined && { 'Retry-After': retryAfterSeconds }),
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
