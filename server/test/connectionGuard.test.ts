// Attacks on signalling below Socket.IO: raw Engine.IO requests, from programs and from pages of other origins.
import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { HELD } from '../src/limits/limits.ts';
import { type Bystanders, openBystanderMeeting } from '@distansmote/testkit/browser/bystanders.ts';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

let server: TestServer;
let beside: Bystanders;
beforeAll(async () => {
  server = await startTestServer({ TRUSTED_PROXIES: '127.0.0.1' });
  beside = await openBystanderMeeting(server);
});
afterAll(async () => {
  await beside.expectUndisturbed();
  beside.close();
  await server.stop();
});

const POLLING = '/socket.io/?EIO=4&transport=polling';
/** Engine.IO's separator of packets in a polling payload. */
const SEPARATOR = '\u001e';

/** A WebSocket of the package `ws`. */
interface WebSocket {
  ping(data: string, mask: boolean): void;
  pong(data: string, mask: boolean): void;
}

/** From its own address, by way of a proxy that this server trusts. */
const from = (address: string) => ({ 'X-Forwarded-For': address });

const ask = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);

/** @returns the session's id. */
async function shakeHands(headers: Record<string, string>): Promise<string> {
  const answer = await ask(POLLING, { headers });
  expect(answer.status).toBe(200);
  const { sid } = JSON.parse((await answer.text()).slice(1)) as { sid: string };
  return sid;
}

function upgradeStatus(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const Upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
    const key = { 'Sec-WebSocket-Key': randomBytes(16).toString('base64') };
    httpRequest(server.url + path, { headers: { ...headers, ...Upgrade, ...key } })
      .on('upgrade', ({ statusCode = 0 }, socket) => {
        socket.destroy();
        resolve(statusCode);
      })
      .on('response', ({ statusCode = 0 }) => resolve(statusCode))
      .on('error', reject)
      .end();
  });
}

describe('connections', () => {
  test('thousands of CONNECT packets in one request open one socket at most', async () => {
    const headers = from('192.0.2.1');
    const sid = await shakeHands(headers);
    const before = server.signalling.connectionCount;
    const packets = Array.from({ length: 1_500 }, () => `40{"protocol":${PROTOCOL}}`);
    const body = packets.join(SEPARATOR);
    await ask(`${POLLING}&sid=${sid}`, { method: 'POST', headers, body });
    // Whatever was in flight has arrived when this one is in.
    const page = await Page.open(server, { extraHeaders: from('192.0.2.2') });
    expect(server.signalling.connectionCount - before).toBeLessThanOrEqual(2);
    page.close();
  });

  test('a second CONNECT closes its connection', async () => {
    const page = await Page.open(server, { extraHeaders: from('192.0.2.3'), reconnection: false });
    const closed = new Promise((resolve) => page.socket.once('disconnect', resolve));
    page.socket.io.engine.write(`0{"protocol":${PROTOCOL}}`);
    await closed;
  });

  test('a polling connection is not upgraded, since messages on its new socket would not be counted', async () => {
    const headers = from('192.0.2.10');
    const sid = await shakeHands(headers);
    for (const query of [`transport=websocket&sid=${sid}`, 'transport=polling'])
      expect(await upgradeStatus(`/socket.io/?EIO=4&${query}`, headers)).toBe(400);
    expect(await upgradeStatus('/socket.io/?EIO=4&transport=websocket', headers)).toBe(101);
  });

  test('endless control frames end the connection', async () => {
    for (const frame of ['ping', 'pong'] as const) {
      const page = await Page.open(server, {
        extraHeaders: from('192.0.2.11'),
        reconnection: false,
      });
      const closed = new Promise((resolve) => page.socket.once('disconnect', resolve));
      const { ws } = page.socket.io.engine.transport as unknown as { ws: WebSocket };
      for (let sent = 0; sent < 5_000; sent += 1) ws[frame]('', true);
      await closed;
    }
  });

  test('one machine that holds all connections of its address keeps no colleague and no convener out', async () => {
    const address = '192.0.2.4';
    const headers = from(address);
    const { perAddress } = HELD.connections;
    const { callId } = await server.makeSpace();
    const colleague = await Page.open(server, { extraHeaders: headers });
    await colleague.enter(callId, 'Anna');
    const hold = async () => {
      const asked = Array.from({ length: 100 }, () => ask(POLLING, { headers }));
      return (await Promise.all(asked)).some(({ status }) => status !== 200);
    };
    await vi.waitFor(async () => {
      await hold();
      if (server.signalling.heldBy(address) < perAddress) throw new Error('not all yet');
    }, WAIT_OPTIONS);
    expect(server.signalling.heldBy(address)).toBe(perAddress);
    const { cookie } = await server.signInAdmin();
    while (!(await hold()));
    const extraHeaders = { ...headers, Cookie: cookie };
    const convener = await Page.open(server, { extraHeaders });
    // Like a page, it retries until the limit allows it.
    const newcomer = await vi.waitFor(
      () => Page.open(server, { extraHeaders: headers }),
      WAIT_OPTIONS,
    );
    await newcomer.enter(callId, 'Bo');
    await colleague.waitForNotice('participantJoined');
    expect(server.signalling.heldBy(address)).toBeLessThanOrEqual(perAddress);
    for (const page of [convener, newcomer, colleague]) page.close();
  });

  test('a connection without CONNECT is closed', async () => {
    const hasty = await startTestServer({}, { pings: { intervalMs: 2_000, timeoutMs: 2_000 } });
    onTestFinished(() => hasty.stop());
    expect((await fetch(hasty.url + POLLING)).status).toBe(200);
    expect(hasty.signalling.heldBy('127.0.0.1')).toBe(1);
    await vi.waitFor(() => expect(hasty.signalling.heldBy('127.0.0.1')).toBe(0), WAIT_OPTIONS);
  });

  test('a county of 300 behind one address can connect and meet', async () => {
    const headers = from('192.0.2.7');
    const spaces = await Promise.all(['Ett', 'Två', 'Tre'].map((name) => server.makeSpace(name)));
    const pages: Page[] = [];
    for (const { callId, secret } of spaces) {
      const opened = await Promise.all(
        Array.from({ length: 100 }, () =>
          Page.open(server, { extraHeaders: headers, timeout: WAIT_OPTIONS.timeout }),
        ),
      );
      pages.push(...opened);
      // With the link, since by call ID alone one address gets at most 80 of the 100 seats.
      for (const page of opened) page.secret = secret;
      // The limit on simultaneous preparations in a meeting.
      while (opened.length > 0)
        await Promise.all(opened.splice(0, 50).map((page) => page.enter(callId, 'Anna')));
    }
    for (const { callId } of spaces)
      expect((await server.meetings.find(callId))?.presentCount).toBe(100);
    for (const page of pages) page.close();
  }, 180_000);
});

describe('pages of another origin', () => {
  const sameSite = { 'Sec-Fetch-Site': 'same-site' };

  test('open no connection from a script element: neither by JSONP nor without an Origin', async () => {
    const asked = [
      ask(`${POLLING}&j=0`),
      ask(`${POLLING}&j=0`, { headers: sameSite }),
      ask(POLLING, { headers: sameSite }),
      ask(POLLING, { headers: { 'Sec-Fetch-Site': 'cross-site' } }),
    ];
    for (const { status } of await Promise.all(asked)) expect(status).toBe(400);
  });

  test('cannot use an open connection, even if they know its id', async () => {
    const headers = from('192.0.2.8');
    const sid = await shakeHands(headers);
    const path = `${POLLING}&sid=${sid}`;
    const foreign = { Origin: 'https://elsewhere.example.org' };
    for (const more of [foreign, sameSite]) {
      const request = { headers: { ...headers, ...more } };
      expect((await ask(path, { ...request, method: 'POST', body: '40{}' })).status).toBe(400);
      expect((await ask(path, request)).status).toBe(400);
      expect((await ask(`${path}&j=0`, request)).status).toBe(400);
    }
  });

  test('may not embed our responses', async () => {
    const answer = await ask(POLLING, { headers: from('192.0.2.9') });
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('change nothing over HTTP, even where a browser omits the Origin', async () => {
    const { headers } = await ask('/api/session', {
      method: 'POST',
      headers: { ...sameSite, 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'a password for tests' }),
    });
    expect(headers.getSetCookie()).toEqual([]);
  });

  test('and our own pages, and programs, are accepted', async () => {
    for (const headers of [{ Origin: server.url }, { 'Sec-Fetch-Site': 'same-origin' }, {}])
      expect((await ask(POLLING, { headers })).status).toBe(200);
    const api = await server.signInAdmin();
    expect((await api.ask('GET', '/api/session')).status).toBe(200);
  });
});
