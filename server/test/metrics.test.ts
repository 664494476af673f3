// What /metrics exposes: to whom, counts of everything, and nothing about anybody.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { watchMedia } from '@distansmote/testkit/media/mediaWatch.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { dtlsParameters, offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { METRICS_TOKEN, scrape } from '@distansmote/testkit/server/scrape.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import {
  startTestServer,
  type TestServer,
  UNKNOWN_CALL_ID,
} from '@distansmote/testkit/server/testServer.ts';

const media = watchMedia();
const { server } = await sharedServer({ METRICS_TOKEN });

const ask = (of: TestServer, authorization?: string, method = 'GET') =>
  fetch(`${of.url}/metrics`, {
    method,
    headers: authorization === undefined ? {} : { Authorization: authorization },
  });

test('without METRICS_TOKEN there are no metrics, whatever the client sends', async () => {
  const usual = await startTestServer();
  try {
    for (const authorization of [undefined, 'Bearer ', 'Bearer undefined', 'Bearer x']) {
      const answer = await ask(usual, authorization);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 404, title: 'notFound' });
    }
    for (const method of ['HEAD', 'POST', 'PUT', 'DELETE']) {
      expect((await ask(usual, `Bearer ${METRICS_TOKEN}`, method)).status).toBe(404);
    }
  } finally {
    await usual.stop();
  }
});

test('with the token the response is Prometheus’ text format, and is not cached', async () => {
  const answer = await ask(server, `Bearer ${METRICS_TOKEN}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.text()).toContain('# TYPE distansmote_meetings gauge');
});

test('without it the request is refused, and guesses at the token are limited', async () => {
  const guarded = await startTestServer({ METRICS_TOKEN, API_TOKEN: 'a token for the API' });
  try {
    const wrong = [
      undefined,
      '',
      METRICS_TOKEN,
      `Basic ${METRICS_TOKEN}`,
      `bearer${METRICS_TOKEN}`,
    ];
    for (const authorization of wrong) {
      const answer = await ask(guarded, authorization);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 401, title: 'notSignedIn' });
    }
    // A request without a token is not a guess; these twenty are.
    for (let count = 0; count < 20; count += 1) {
      const guess = count === 0 ? 'a token for the API' : `${METRICS_TOKEN}${count}`;
      expect((await ask(guarded, `Bearer ${guess}`)).status).toBe(401);
    }
    const refused = await ask(guarded, `Bearer ${METRICS_TOKEN}`);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await guarded.stop();
  }
});

test('a meeting is counted while it exists', async () => {
  const { callId } = await server.makeSpace();
  const anna = await Page.open(server);
  const bo = await Page.open(server);
  const clara = await Page.open(server);
  await anna.enter(callId, 'Anna', [offer('microphone'), offer('camera')]);
  await bo.enter(callId, 'Bo', [offer('microphone')]);
  await clara.prepare(callId);
  // Bo's microphone reaches Anna and Clara by consumers that are created asynchronously.
  await eventually(() => media.open.consumers, 2 + 1 + 3);

  const worker = { worker: '0' };
  const during = await scrape(server);
  expect(during.value('distansmote_meetings')).toBe(1);
  expect(during.value('distansmote_participants', { kind: 'browser' })).toBe(2);
  expect(during.value('distansmote_participants', { kind: 'phone' })).toBe(0);
  expect(during.value('distansmote_largest_meeting_participants')).toBe(2);
  expect(during.value('distansmote_waiting')).toBe(1);
  expect(during.value('distansmote_connections')).toBe(3);
  expect(during.value('distansmote_media_worker_up', worker)).toBe(1);
  expect(during.value('distansmote_media_routers', worker)).toBe(1);
  expect(during.value('distansmote_media_transports', worker)).toBe(6);
  expect(during.value('distansmote_media_producers', worker)).toBe(3);
  expect(during.value('distansmote_media_consumers', worker)).toBe(6);
  expect(during.value('distansmote_media_worker_cpu_seconds_total', worker)).toBeGreaterThan(0);
  expect(during.value('distansmote_media_worker_resident_bytes', worker)).toBeGreaterThan(1e6);
  expect(during.value('distansmote_request_seconds_count', { request: 'join' })).toBe(2);
  expect(during.value('distansmote_request_seconds_count', { request: 'prepare' })).toBe(3);
  expect(during.value('distansmote_request_seconds_sum', { request: 'join' })).toBeGreaterThan(0);

  const david = await Page.open(server);
  const guarded = await server.spaces.create({ name: 'Möte', ownerId: null, lobby: 'everybody' });
  await david.knock(guarded.callId, 'David');
  expect((await scrape(server)).value('distansmote_in_lobby')).toBe(1);

  for (const page of [anna, bo, clara, david]) page.close();
  await eventually(() => server.signalling.connectionCount, 0);
  const after = await scrape(server);
  for (const name of ['meetings', 'waiting', 'in_lobby', 'connections']) {
    expect(after.value(`distansmote_${name}`), name).toBe(0);
  }
  expect(after.value('distansmote_participants', { kind: 'browser' })).toBe(0);
  for (const name of ['routers', 'transports', 'producers', 'consumers']) {
    expect(after.value(`distansmote_media_${name}`, worker), name).toBe(0);
  }
  // The audit log records the join a moment later.
  await eventually(
    async () => (await scrape(server)).value('distansmote_audit_waiting_seconds'),
    0,
  );
});

test('refusals are counted by request and code; unknown names under one label', async () => {
  const before = await scrape(server);
  const page = await Page.open(server);
  const { rtpCapabilities } = server.mediaWorkers;
  await page.expectRefusal('prepare', {
    callId: UNKNOWN_CALL_ID,
    ...page.credentials,
    rtpCapabilities,
  });
  await page.expectRefusal('join', { name: 'Anna', profession: '', tracks: [] });
  await page.expectRefusal('connectTransport', { direction: 'send', dtlsParameters });
  await page.expectRefusal('sendMessage', { id: 'no id', to: 'everybody', text: 'hej' });
  for (const name of ['strange', 'stranger', '__proto__', 7, null])
    await page.expectRefusal(name, {});
  await page.request('leave', {});
  page.close();

  const after = await scrape(server);
  const counted = (request: string, outcome: string) =>
    (after.value('distansmote_requests_total', { request, outcome }) ?? 0) -
    (before.value('distansmote_requests_total', { request, outcome }) ?? 0);
  expect(counted('prepare', 'callIdUnknown')).toBe(1);
  expect(counted('join', 'notPrepared')).toBe(1);
  expect(counted('connectTransport', 'notPrepared')).toBe(1);
  expect(counted('sendMessage', 'invalid')).toBe(1);
  expect(counted('unknown', 'unknownRequest')).toBe(5);
  expect(counted('leave', 'granted')).toBe(1);
  expect(after.text).not.toContain('strange');
  // Refused joins are not in the join histogram.
  const joins = (of: typeof after) =>
    of.value('distansmote_request_seconds_count', { request: 'join' });
  expect(joins(after)).toBe(joins(before));
});

test('HTTP requests are counted by route and status, never by address', async () => {
  const { callId } = await server.makeSpace();
  await fetch(`${server.url}/api/meetings/${callId}`);
  await fetch(`${server.url}/api/meetings/${UNKNOWN_CALL_ID}?x=${callId}`);
  await fetch(`${server.url}/meeting/${callId}`);
  await fetch(`${server.url}/api/no/such/${callId}`);
  const { value, text } = await scrape(server);
  const route = '/api/meetings/:callId';
  const counted = (labels: Record<string, string>) =>
    value('distansmote_http_requests_total', { method: 'GET', ...labels });
  expect(counted({ route, status: '200' })).toBe(1);
  expect(counted({ route, status: '404' })).toBe(1);
  expect(counted({ route: 'page', status: '200' })).toBeGreaterThanOrEqual(1);
  expect(counted({ route: 'page', status: '404' })).toBe(1);
  expect(text).not.toContain(callId);
  expect(text).not.toContain('no/such');
});

test('metrics contain no names, messages, or credentials', async () => {
  const space = await server.makeSpace('Vårdplanering Nurminen');
  const account = await server.accounts.create('karin.nurminen', 'a long password', 'staff');
  const session = await server.accounts.openSession(account);
  const anna = await Page.open(server, { extraHeaders: { cookie: `session=${session}` } });
  const bo = await Page.open(server);
  const joined = await anna.enter(space.callId, 'Anna Andersson', [offer('microphone')]);
  const other = await bo.enter(space.callId, 'Bosse Bengtsson');
  const message = {
    id: randomUUID(),
    to: 'everybody' as const,
    text: 'Smärtstillande klockan åtta',
  };
  await anna.request('sendMessage', message);
  await bo.waitForNotice('messageSent');
  await fetch(`${server.url}/meeting/${space.callId}`);
  await fetch(`${server.url}/api/spaces/${space.id}`, {
    headers: { Authorization: 'Bearer a token that is wrong' },
  });
  const { text } = await scrape(server);
  const secrets = {
    callId: space.callId,
    spaceId: space.id,
    guestSecret: space.secret,
    spaceName: 'Nurminen',
    anna: 'Andersson',
    annaId: joined.participantId,
    annaKey: anna.personKey,
    socketId: anna.socket.id ?? '',
    transportId: joined.sendTransport.id,
    pass: joined.pass,
    bo: 'Bengtsson',
    boId: other.participantId,
    chat: 'Smärtstillande',
    username: 'karin',
    accountId: account.id,
    session,
    address: '127.0.0.1',
    metricsToken: METRICS_TOKEN,
    folder: server.folder,
  };
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length, what).toBeGreaterThan(3);
    expect(text, what).not.toContain(secret);
  }
  anna.close();
  bo.close();
});

test('each label takes its values from a closed set', async () => {
  await fetch(`${server.url}/health`);
  const { text } = await scrape(server);
  const values = new Map<string, Set<string>>();
  for (const [, label = '', value = ''] of text.matchAll(/[{,]([a-z_]+)="([^"]*)"/g)) {
    values.set(label, (values.get(label) ?? new Set()).add(value));
  }
  // Ours and those of Node's default metrics; a new label needs thought.
  const ours = 'direction kind le method outcome request route status version worker';
  const ofNode = 'kind le major minor patch space type version';
  expect(new Set(values.keys())).toEqual(new Set(`${ours} ${ofNode}`.split(' ')));
  for (const value of values.get('route') ?? [])
    expect(value).toMatch(/^(page|\*|\/[a-z/:.A-Z*]*)$/);
  for (const value of values.get('status') ?? []) expect(value).toMatch(/^[2-5]\d\d$/);
});

test('two servers in one process count separately', async () => {
  const other = await startTestServer({ METRICS_TOKEN });
  try {
    const { callId } = await other.makeSpace();
    const anna = await Page.open(other);
    await anna.enter(callId, 'Anna');
    expect((await scrape(other)).value('distansmote_meetings')).toBe(1);
    expect((await scrape(server)).value('distansmote_meetings')).toBe(0);
    anna.close();
  } finally {
    await other.stop();
  }
});

test('a media worker that hangs or dies is visible, and blocks nothing', async () => {
  const up = async () =>
    (await scrape(server)).value('distansmote_media_worker_up', { worker: '0' });
  const [worker] = [...media.workers];
  const pid = worker?.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  try {
    const hanging = await scrape(server);
    expect(hanging.value('distansmote_media_worker_up', { worker: '0' })).toBe(0);
    expect(hanging.seriesOf('distansmote_media_worker_cpu_seconds_total')).toEqual([]);
    expect(hanging.value('distansmote_connections')).toBe(0);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await eventually(up, 1);
  process.kill(pid, 'SIGKILL');
  await eventually(() => server.mediaWorkers.deathCount, 1);
  await eventually(up, 1);
  expect((await scrape(server)).value('distansmote_media_worker_deaths_total')).toBe(1);
});
