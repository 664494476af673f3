// HAProxy by the configuration that the docs give: where requests go, what a server is told of the client, and a server's end.
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
} from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { roomQuery } from '@distansmote/shared/roomQuery.ts';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeCertificates } from '../network/certificates.ts';
import { run } from '../network/run.ts';
import { tempFolder } from '../server/tempFolder.ts';
import { waitFor } from '../waiting/waitFor.ts';
import { type Balancer, CONFIGURATION, startBalancer, whyNoBalancer } from './balancer.ts';

const ROOMS = Array.from({ length: 30 }, (_, at) => `room-number-${String(at).padStart(4, '0')}`);

const CHECK = '/health/ready?draining=404';

/** RFC 6455 §1.3. */
const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

interface Answering {
  server: Server;
  address: string;
  isReady: boolean;
  isDraining: boolean;
  /** As a server that does not reach its database, or the one that holds a meeting. */
  isCutOff: boolean;
  /** As a server of another version. */
  lacksAssets: boolean;
  /** The headers of the requests for a WebSocket. */
  upgrades: IncomingHttpHeaders[];
}

/** Answers each request with its name and the address that it was told; accepts each upgrade, and leaves it open. */
async function startAnswering(name: string): Promise<Answering> {
  const answering: Answering = {
    server: createServer(),
    address: '',
    isReady: true,
    isDraining: false,
    isCutOff: false,
    lacksAssets: false,
    upgrades: [],
  };
  const { server } = answering;
  server.on('request', ({ url, headers }: IncomingMessage, response) => {
    const isCheck = url === CHECK;
    const isRefused = isCheck ? !answering.isReady : answering.isCutOff;
    const isMissing = isCheck ? answering.isDraining : answering.lacksAssets;
    response.statusCode = isRefused ? 503 : isMissing ? 404 : 200;
    const [client, scheme] = [headers['x-forwarded-for'], headers['x-forwarded-proto']];
    response.end(JSON.stringify({ name, client, scheme }));
  });
  server.on('upgrade', ({ headers }, socket) => {
    answering.upgrades.push(headers);
    socket.on('error', () => undefined);
    const accepted = createHash('sha1').update(`${headers['sec-websocket-key']}${WEBSOCKET_GUID}`);
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accepted.digest('base64')}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  answering.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return answering;
}

function endAnswering({ server }: Answering): void {
  server.close();
  server.closeAllConnections();
}

describe.skipIf(whyNoBalancer() !== undefined)('HAProxy', () => {
  /** As HAProxy wants it, in one file. */
  async function certificateOf(folder: string, name: string): Promise<string> {
    const { cert, key } = await makeCertificates(folder, [name]);
    const pem = join(folder, 'own.both.pem');
    await writeFile(pem, (await readFile(cert, 'utf8')) + (await readFile(key, 'utf8')));
    return pem;
  }

  test('takes the file of the docs as it is, once the certificate is there', async () => {
    const folder = tempFolder();
    const pem = await certificateOf(folder, 'join.example.org');
    const path = join(folder, 'haproxy.cfg');
    const text = await readFile(CONFIGURATION, 'utf8');
    await writeFile(path, text.replace('/etc/haproxy/distansmote.pem', pem));
    await run(['haproxy', '-c', '-q', '-f', path]);
  });

  test('over HTTP/2, as browsers come, the sockets of a room are led to one server, and it knows of the HTTPS', async () => {
    const servers = await Promise.all(['first', 'second', 'third'].map(startAnswering));
    onTestFinished(() => servers.forEach(endAnswering));
    const certificate = await certificateOf(tempFolder(), 'localhost');
    const addresses = servers.map(({ address }) => address);
    const balancer = await startBalancer({ servers: addresses, distribution: 'room', certificate });
    onTestFinished(() => balancer.close());
    const session = connectHttp2(balancer.url);
    onTestFinished(() => session.close());
    await once(session, 'remoteSettings');
    const openSocket = async (room: string) => {
      // RFC 8441.
      const stream = session.request({
        ':method': 'CONNECT',
        ':protocol': 'websocket',
        ':path': `/socket.io/?EIO=4&transport=websocket&room=${room}`,
        'sec-websocket-version': '13',
        'x-forwarded-proto': 'http',
      });
      const [headers] = (await once(stream, 'response')) as [{ ':status'?: number }];
      expect(headers[':status']).toBe(200);
      return stream;
    };
    for (const room of ROOMS) {
      for (const { upgrades } of servers) upgrades.length = 0;
      const [one, other] = [await openSocket(room), await openSocket(room)];
      expect(servers.filter(({ upgrades }) => upgrades.length === 2)).toHaveLength(1);
      const [told] = servers.flatMap(({ upgrades }) => upgrades);
      expect(told).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '127.0.0.1' });
      for (const stream of [one, other]) stream.destroy();
    }
  });

  describe.each(['room', 'roundRobin'] as const)('by %s', (distribution) => {
    let servers: Answering[];
    let balancer: Balancer;
    beforeAll(async () => {
      servers = await Promise.all(['first', 'second', 'third'].map(startAnswering));
      balancer = await startBalancer({
        servers: servers.map(({ address }) => address),
        distribution,
      });
    });
    afterAll(async () => {
      await balancer.close();
      servers.forEach(endAnswering);
    });

    async function ask(path: string, options: RequestInit = {}) {
      const answer = await fetch(balancer.url + path, options);
      expect(answer.status).toBe(200);
      return (await answer.json()) as { name: string; client: string; scheme: string };
    }

    test('requests are distributed, those of one room to the same server only where that is wanted', async () => {
      const names = new Set<string>();
      for (const room of ROOMS) {
        const path = `/socket.io/?EIO=4&transport=polling&room=${room}`;
        const first = await ask(path);
        names.add(first.name);
        if (distribution === 'room')
          expect(await ask(`${path}&sid=1`, { method: 'POST', body: '40' })).toEqual(first);
      }
      expect(names.size).toBe(3);
    });

    test('a client cannot say who it is', async () => {
      const headers = { 'X-Forwarded-For': '192.0.2.1', 'X-Forwarded-Proto': 'https' };
      const told = { client: '127.0.0.1', scheme: 'http' };
      expect(await ask('/', { headers })).toMatchObject(told);
    });

    test('a file that one version lacks is asked of the others, and nothing else is', async () => {
      const older = servers.slice(1);
      for (const one of older) one.lacksAssets = true;
      for (const room of ROOMS) expect((await ask(`/assets/${room}.js`)).name).toBe('first');
      const statuses = ROOMS.map(
        async (room) => (await fetch(`${balancer.url}/?room=${room}`)).status,
      );
      expect(new Set(await Promise.all(statuses))).toEqual(new Set([200, 404]));
      for (const one of servers) one.lacksAssets = true;
      expect((await fetch(`${balancer.url}/assets/nobody-has-it.js`)).status).toBe(404);
      for (const one of servers) one.lacksAssets = false;
    });

    test('the way between servers is closed', async () => {
      for (const path of ['/cluster/sockets/1/socket.io/', '/cluster/messages/1', '/Cluster/'])
        expect((await fetch(balancer.url + path)).status, path).toBe(404);
    });

    test('what a server cannot say is asked of another, unless it would change something', async () => {
      const [first] = servers;
      if (first === undefined) throw new Error('no servers');
      first.isCutOff = true;
      for (const room of ROOMS) expect((await ask(`/?room=${room}`)).name).not.toBe('first');
      const posted = ROOMS.map((room) =>
        fetch(`${balancer.url}/?room=${room}`, { method: 'POST' }),
      );
      const statuses = (await Promise.all(posted)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([200, 503]));
      first.isCutOff = false;
    });

    test('after an attempt that has failed, the one server that is not cut off is reached, whichever the room', async () => {
      const [first, second] = servers;
      if (first === undefined || second === undefined) throw new Error('no servers');
      first.isCutOff = second.isCutOff = true;
      for (const room of ROOMS) {
        const query = new URLSearchParams(roomQuery(room, true)).toString();
        expect((await ask(`/socket.io/?EIO=4&transport=polling&${query}`)).name).toBe('third');
      }
      first.isCutOff = second.isCutOff = false;
    });

    test('a server that drains gets nothing new, and what is open through it stays open', async () => {
      const [first] = servers;
      if (first === undefined) throw new Error('no servers');
      const open = await Promise.all(ROOMS.map((room) => upgrade(`${balancer.url}/?room=${room}`)));
      onTestFinished(() => open.forEach((socket) => socket.destroy()));
      let closed = 0;
      for (const socket of open) socket.on('close', () => (closed += 1));
      const askAll = async () =>
        new Set(await Promise.all(ROOMS.map(async (room) => (await ask(`/?room=${room}`)).name)));
      first.isDraining = true;
      await waitFor(async () => expect(await askAll()).toEqual(new Set(['second', 'third'])), {
        timeout: 20_000,
        interval: 200,
      });
      // More checks, and as many of them as would mark it down.
      let checks = 0;
      first.server.on('request', ({ url }) => void (checks += Number(url === CHECK)));
      await waitFor(() => expect(checks).toBeGreaterThan(5), { timeout: 20_000, interval: 50 });
      expect(closed).toBe(0);
      first.isDraining = false;
      await waitFor(async () => expect(await askAll()).toContain('first'), {
        timeout: 20_000,
        interval: 200,
      });
    });

    test('what a dead server is asked is answered by another, and what was open through one that fails is closed', async () => {
      const [, second, third] = servers;
      if (second === undefined || third === undefined) throw new Error('no servers');
      const open = await Promise.all(ROOMS.map((room) => upgrade(`${balancer.url}/?room=${room}`)));
      onTestFinished(() => open.forEach((socket) => socket.destroy()));
      let closed = 0;
      for (const socket of open) socket.on('close', () => (closed += 1));
      endAnswering(second);
      for (const room of ROOMS) {
        const path = `/?room=${room}`;
        expect((await ask(path)).name).not.toBe('second');
        expect((await ask(path, { method: 'POST' })).name).not.toBe('second');
      }
      third.isReady = false;
      await waitFor(
        async () => {
          for (const room of ROOMS) expect((await ask(`/?room=${room}`)).name).toBe('first');
        },
        { timeout: 20_000, interval: 200 },
      );
      await waitFor(() => expect(closed).toBeGreaterThan(0), { timeout: 20_000, interval: 50 });
      third.isReady = true;
      await waitFor(
        async () => {
          const asked = ROOMS.map(async (room) => (await ask(`/?room=${room}`)).name);
          expect(new Set(await Promise.all(asked))).toEqual(new Set(['first', 'third']));
        },
        { timeout: 20_000, interval: 200 },
      );
    });
  });
});

/** As a WebSocket is opened. */
async function upgrade(url: string) {
  const asked = request(url, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    },
  });
  asked.end();
  const [, socket] = (await once(asked, 'upgrade')) as [IncomingMessage, Socket];
  socket.on('error', () => undefined);
  return socket.resume();
}
