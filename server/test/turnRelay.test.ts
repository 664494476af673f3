// Clients that may prepare get credentials for the TURN relay, and nobody else; no address gets enough to occupy the
// relay.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { requests } from '@distansmote/shared/signalling/requests.ts';
import { afterEach, expect, test } from 'vitest';
import { RATES } from '../src/limits/limits.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

const TURN_URLS = 'turns:turn.example.org:443?transport=tcp';
const TURN_SECRET = 'a secret of the relay';

const CONFIGURATION = readFileSync(
  new URL('../../docs/turn/turnserver.conf', import.meta.url),
  'utf8',
);
const quota = (name: string) =>
  Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(CONFIGURATION)?.[1]);

let server: TestServer;
let page: Page | undefined;
afterEach(async () => {
  page?.close();
  await server.stop();
});

test('the reply to `prepare` has credentials that the relay accepts, different ones each time', async () => {
  server = await startTestServer({ TURN_URLS, TURN_SECRET });
  const { callId } = await server.makeSpace();
  page = await Page.open(server);
  const replies = [await page.prepare(callId), await page.prepare(callId)];
  for (const reply of replies) {
    expect(requests.prepare.reply.parse(reply)).toEqual(reply);
    const [{ urls, username, credential } = {}, ...more] = reply.iceServers ?? [];
    expect(more).toEqual([]);
    expect(urls).toEqual([TURN_URLS]);
    const [expiry] = username?.split(':') ?? [];
    expect(Number(expiry) * 1000).toBeGreaterThan(Date.now());
    const wanted = createHmac('sha1', TURN_SECRET).update(username ?? '');
    expect(credential).toBe(wanted.digest('base64'));
  }
  const [first, second] = replies.map(({ iceServers }) => iceServers?.[0]?.username);
  expect(first).not.toBe(second);
});

test('a client that must wait in the lobby gets none', async () => {
  server = await startTestServer({ TURN_URLS, TURN_SECRET });
  const space = await server.spaces.create({
    name: 'Vårdplanering',
    ownerId: null,
    lobby: 'everybody',
  });
  page = await Page.open(server);
  const body = { callId: space.callId, personKey: page.personKey, rtpCapabilities: {} };
  const answer = await page.ask('prepare', body);
  expect(answer).toEqual({ ok: false, refusal: { code: 'needsLobby' } });
});

test('pages of one address share relay users: enough for a full meeting, and no more', async () => {
  server = await startTestServer({ TURN_URLS, TURN_SECRET });
  const { callId } = await server.makeSpace();
  page = await Page.open(server);
  const turns = new Map<string, number>();
  let prepared = 0;
  while (prepared < 110) {
    page.personKey = String(prepared).padStart(22, 'A');
    if (prepared % RATES.preparations.perSocket.burst === 0) {
      page.close();
      page = await Page.open(server);
    }
    const { iceServers } = await page.prepare(callId);
    // The relay counts by what follows the timestamp (coturn, get_real_username).
    const [, name = ''] = iceServers?.[0]?.username.split(':') ?? [];
    turns.set(name, (turns.get(name) ?? 0) + 1);
    prepared += 1;
  }
  // As in the shipped configuration: together they stay below `total-quota`.
  expect(turns.size * quota('user-quota')).toBeLessThan(0.7 * quota('total-quota'));
  // Two transports on two networks each.
  expect(Math.max(...turns.values()) * 4).toBeLessThanOrEqual(quota('user-quota'));
});

test('without a relay no credentials are sent', async () => {
  server = await startTestServer();
  const { callId } = await server.makeSpace();
  page = await Page.open(server);
  expect(await page.prepare(callId)).not.toHaveProperty('iceServers');
});
