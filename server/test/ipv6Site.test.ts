// An IPv6 site has 65,536 networks: using a new one for each request gains nothing over a single address.
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientAddressReader } from '../src/platform/clientAddress.ts';
import { limitRequests } from '../src/http/requestFloods.ts';
import { Limiter } from '../src/limits/limiter.ts';
import { RATES } from '../src/limits/limits.ts';
import { guardConnections } from '../src/browser/connectionGuard.ts';

const HANDSHAKE = '/socket.io/?EIO=4&transport=polling';
/** A new network of the same site each time. */
const networkOf = (at: number) => `2001:db8:1:${at.toString(16)}::1`;
const NEIGHBOUR = '2001:db8:2:1::1';

let limiter: Limiter;
let http: HttpServer;
let io: Server;
let url: string;
beforeEach(async () => {
  limiter = new Limiter();
  http = createServer((_request, response) => response.end('here'));
  io = new Server(http, { serveClient: false });
  const addressOf = clientAddressReader(['127.0.0.1']);
  guardConnections(io, { publicUrl: undefined, addressOf, isIdle: () => true, limiter });
  limitRequests(http, { addressOf, limiter });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  http.closeAllConnections();
  await io.close();
});

async function ask(path: string, from: string): Promise<number> {
  const answer = await fetch(url + path, { headers: { 'X-Forwarded-For': from } });
  await answer.arrayBuffer();
  return answer.status;
}

test('its handshakes count as those of one address, and another site still gets in', async () => {
  const { burst, perSecond } = RATES.connectionAttempts.perAddress;
  limiter.consume('connectionAttempts', { address: '2001:db8:1' }, burst - 5);
  const startedAt = performance.now();
  const statuses = [];
  for (let at = 0; at < 200; at += 1) statuses.push(await ask(HANDSHAKE, networkOf(at)));
  const granted = statuses.filter((status) => status === 200).length;
  const seconds = (performance.now() - startedAt) / 1000;
  expect(granted).toBeLessThanOrEqual(5 + perSecond * seconds + 1);
  expect(await ask(HANDSHAKE, NEIGHBOUR)).toBe(200);
});

test('in a flood of handshakes it gets no more than the few connections of a household', async () => {
  limiter.charge('connectionAttempts', {}, 1_000 * RATES.connectionAttempts.perProcess.burst);
  const statuses = [];
  for (let at = 0; at < 20; at += 1) statuses.push(await ask(HANDSHAKE, networkOf(at)));
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect(await ask(HANDSHAKE, NEIGHBOUR)).toBe(200);
});

test('its HTTP requests count as those of one address', async () => {
  const { perAddress } = RATES.httpRequests;
  limiter.charge('httpRequests', { address: '2001:db8:1' }, 10 * perAddress.burst);
  expect(await ask('/', networkOf(7))).toBe(429);
  expect(await ask('/', NEIGHBOUR)).toBe(200);
});
