// Whoever may prepare gets credentials for the TURN relay, new ones each time, and nobody else gets any.
import { createHmac } from 'node:crypto';
import { requests } from '@distansmote/shared/signalling/requests.ts';
import { afterEach, expect, test } from 'vitest';
import { Page } from './support/page.ts';
import { startTestServer, type TestServer } from './support/testServer.ts';

const TURN_URLS = 'turns:turn.example.org:443?transport=tcp';
const TURN_SECRET = 'a secret of the relay';

let server: TestServer;
let page: Page | undefined;
afterEach(async () => {
  page?.close();
  await server.stop();
});

test('the reply of prepare has credentials that the relay takes, new ones each time', async () => {
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

test('who must wait in the lobby gets none', async () => {
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

test('without a relay nothing is sent of it', async () => {
  server = await startTestServer();
  const { callId } = await server.makeSpace();
  page = await Page.open(server);
  expect(await page.prepare(callId)).not.toHaveProperty('iceServers');
});
