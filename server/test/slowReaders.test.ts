// Clients that never read: each is disconnected before much is buffered, and others are served.
import { createServer, type Server as HttpServer } from 'node:http';
import { connect, type AddressInfo, type Socket as TcpSocket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { io as openSocket, type Socket as ClientSocket } from 'socket.io-client';
import { Server } from 'socket.io';
import { Limiter } from '../src/limits/limiter.ts';
import { HELD } from '../src/limits/limits.ts';
import { guardConnections } from '../src/browser/connectionGuard.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';

const ADDRESS = '192.0.2.1';
const CHUNK = 'x'.repeat(50_000);
/** More than the kernel buffers at both ends of a connection. */
const CHUNKS = 600;

let limiter: Limiter;
let http: HttpServer;
let io: Server;
let port: number;
const opened: ClientSocket[] = [];
const connections: TcpSocket[] = [];
beforeEach(async () => {
  limiter = new Limiter();
  http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  ({ port } = http.address() as AddressInfo);
  io = new Server(http, { serveClient: false });
  guardConnections(io, {
    publicUrl: undefined,
    addressOf: () => ADDRESS,
    isIdle: () => false,
    limiter,
  });
});
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.disconnect();
  for (const connection of connections.splice(0)) connection.destroy();
  http.closeAllConnections();
  await io.close();
});

async function openReader(): Promise<ClientSocket> {
  const socket = openSocket(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  opened.push(socket);
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return socket;
}

/** Stops reading, while its connection stays open. */
function stopReading(socket: ClientSocket): void {
  const { transport } = socket.io.engine;
  (transport as unknown as { ws: { pause(): void } }).ws.pause();
}

const unsent = () => limiter.heldBy('unsentBytes');
const eventually = (check: () => void) => vi.waitFor(check, WAIT_OPTIONS);

test('a WebSocket that is not read is closed at its limit, and its buffers are freed', async () => {
  const reader = await openReader();
  const idle = await openReader();
  stopReading(idle);
  const gone = new Promise((resolve) =>
    io.sockets.sockets.get(idle.id ?? '')?.once('disconnect', resolve),
  );
  let received = 0;
  reader.on('chunk', () => (received += 1));
  let most = 0;
  for (let sent = 0; sent < CHUNKS; sent += 1) {
    io.emit('chunk', CHUNK);
    most = Math.max(most, unsent());
    // So that the well-behaved client can.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await gone;
  await eventually(() => expect(received).toBe(CHUNKS));
  await eventually(() => expect(unsent()).toBe(0));
  expect(most).toBeGreaterThan(HELD.unsentBytes.perSocket / 2);
  expect(most).toBeLessThanOrEqual(2 * HELD.unsentBytes.perSocket);
  expect(reader.connected).toBe(true);
});

test('unread poll responses are counted until they are sent, and end the session', async () => {
  const tcp = connect(port, '127.0.0.1');
  connections.push(tcp);
  await once(tcp, 'connect');
  const ask = (path: string) => tcp.write(`GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`);
  ask('/socket.io/?EIO=4&transport=polling');
  const [answer] = (await once(tcp, 'data')) as [Buffer];
  const [, sid] = /"sid":"([^"]+)"/.exec(answer.toString()) ?? [];
  const path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`;
  await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: '40{}' });
  tcp.pause();
  let most = 0;
  // Pipelined on one connection, as HTTP/1.1 allows (RFC 9112 §9.3.2).
  for (let poll = 0; poll < 40 && io.sockets.sockets.size > 0; poll += 1) {
    ask(path);
    for (let at = 0; at < 15; at += 1) io.emit('chunk', CHUNK);
    await new Promise((resolve) => setTimeout(resolve, 20));
    most = Math.max(most, unsent());
  }
  expect(io.sockets.sockets.size).toBe(0);
  expect(most).toBeGreaterThan(15 * CHUNK.length - 1);
  expect(most).toBeLessThanOrEqual(2 * HELD.unsentBytes.perSocket);
  tcp.destroy();
  await eventually(() => expect(unsent()).toBe(0));
});
