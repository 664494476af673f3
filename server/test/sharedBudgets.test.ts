// Guessing is limited for all nodes of a cluster together: call IDs, PINs, passwords, API_TOKEN; and who may not be stopped is not.
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { passOn, startCountingNodes } from '@distansmote/testkit/database/sharedCounts.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import {
  startTestServer,
  type TestServer,
  UNKNOWN_CALL_ID,
} from '@distansmote/testkit/server/testServer.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CallIdLookup, createCallIdLookup } from '../src/guessing/callIdLookup.ts';
import { GUESS_LIMITS } from '../src/guessing/guessLimits.ts';
import { type LookupClient, phoneClient } from '../src/guessing/lookupClient.ts';
import { countInMemory } from '../src/guessing/memoryCounts.ts';
import { createLog } from '../src/platform/log.ts';
import type { Space } from '../src/spaces/spaceStore.ts';

const { perClient, webTotal, phonesTotal, windowSeconds } = GUESS_LIMITS;
/** Real clocks: the delays are there, and short. */
const delaysMs = [0, 0, 0, 5, 10, 20];
const RIGHT = '787544182' as CallId;

describe.each(['one process', 'three nodes'])('look-ups of %s', (kind) => {
  /** Every call ID that reached the database of spaces. */
  let lookedUp: CallId[];
  let found: Map<CallId, Space>;
  let nodes: [CallIdLookup, CallIdLookup, CallIdLookup];
  let pass: (ms: number) => Promise<void>;

  beforeEach(async () => {
    lookedUp = [];
    found = new Map([[RIGHT, { callId: RIGHT } as Space]]);
    const findByCallId = async (callId: CallId) => {
      lookedUp.push(callId);
      return found.get(callId);
    };
    const limits = { ...GUESS_LIMITS, delaysMs };
    const log = createLog('silent');
    if (kind === 'one process') {
      const alone = createCallIdLookup({ findByCallId }, limits, log, {
        openCounts: countInMemory,
      });
      nodes = [alone, alone, alone];
      return;
    }
    const started = await startCountingNodes();
    pass = started.pass;
    const nodeOf = ({ counts }: (typeof started.nodes)[0]) =>
      createCallIdLookup({ findByCallId }, limits, log, { openCounts: counts.open });
    const [a, b, c] = started.nodes;
    nodes = [nodeOf(a), nodeOf(b), nodeOf(c)];
  });

  const from = (address: string, more: Partial<LookupClient> = {}): LookupClient => ({
    budgetKeys: [`address:${address}`],
    sharedBudget: 'webTotal',
    ...more,
  });

  /** Each time another node. */
  function next(): CallIdLookup {
    const [a, b, c] = nodes;
    nodes = [b, c, a];
    return a;
  }
  const find = async (callId: CallId, client: LookupClient) => {
    const space = await next().find(callId, client);
    return space === undefined ? 'unknown' : space === 'unchecked' ? space : 'found';
  };
  const wrongNumber = (at: number) => String(100_000_000 + at) as CallId;
  const guess = (times: number, clientOf: (at: number) => LookupClient) =>
    Promise.all(Array.from({ length: times }, (_, at) => find(wrongNumber(at), clientOf(at))));

  test('140 wrong numbers of one address at once: exactly 20 are looked up', async () => {
    const answers = await guess(140, () => from('a'));
    expect(lookedUp).toHaveLength(perClient);
    expect(answers.filter((answer) => answer === 'unknown')).toHaveLength(perClient);
    expect(answers.filter((answer) => answer === 'unchecked')).toHaveLength(140 - perClient);
    expect(await find(RIGHT, from('b'))).toBe('found');
  });

  test('one after the other as well, and nothing more reaches the spaces, right or wrong', async () => {
    for (let at = 0; at < perClient; at += 1)
      expect(await find(wrongNumber(at), from('a'))).toBe('unknown');
    lookedUp = [];
    for (let time = 0; time < 3; time += 1) {
      expect(await find(RIGHT, from('a'))).toBe('unchecked');
      expect(await find(UNKNOWN_CALL_ID, from('a'))).toBe('unchecked');
    }
    expect(lookedUp).toEqual([]);
  });

  test('140 telephones share their budget, and the web has another', async () => {
    const answers = await guess(140, (at) =>
      phoneClient({ number: `+46701234${100 + at}`, trunk: 'trunk' }),
    );
    expect(lookedUp).toHaveLength(phonesTotal);
    expect(answers.filter((answer) => answer === 'unknown')).toHaveLength(phonesTotal);
    expect(await find(RIGHT, from('a'))).toBe('found');
    await guess(webTotal, (at) => from(`bot ${at}`));
    expect(await find(RIGHT, from('b'))).toBe('unchecked');
  });

  test('right proofs work on, however many at once, and a wrong one only counts', async () => {
    await guess(140, (at) => from(`bot ${at}`));
    const right = from('a', { hasProof: () => true });
    const wrong = from('a', { hasProof: () => false });
    expect(await Promise.all(Array.from({ length: 60 }, () => find(RIGHT, right)))).not.toContain(
      'unchecked',
    );
    for (let time = 0; time < perClient; time += 1)
      expect(await find(RIGHT, wrong)).toBe('unchecked');
    expect(await find(RIGHT, right)).toBe('found');
  });

  test('whoever has found a number may look it up again, at any node', async () => {
    expect(await find(RIGHT, from('a'))).toBe('found');
    const again = () => Promise.all([1, 2, 3].map(() => find(RIGHT, from('a'))));
    await guess(140, () => from('a'));
    expect(await again()).toEqual(['found', 'found', 'found']);
    expect(await find(RIGHT, from('b'))).toBe('found');
    expect(await find(UNKNOWN_CALL_ID, from('a'))).toBe('unchecked');
    found.delete(RIGHT);
    expect(new Set(await again())).not.toContain('found');
  });

  test('right numbers leave no count', async () => {
    for (let at = 0; at < webTotal * 2; at += 1)
      expect(await find(RIGHT, from(`person ${at}`))).toBe('found');
    expect(await find(UNKNOWN_CALL_ID, from('a'))).toBe('unknown');
  });

  test('guesses at a PIN are counted before it is compared', async () => {
    let compared = 0;
    const isRight = async () => {
      compared += 1;
      return false;
    };
    const client = phoneClient({ number: '+46701234567', trunk: 'trunk' });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => next().findWithProof(RIGHT, client, isRight)),
    );
    expect(compared).toBe(perClient);
    expect(answers.filter((answer) => answer === 'unchecked')).toHaveLength(60 - perClient);
  });

  test.runIf(kind === 'three nodes')('all is forgotten when the window ends', async () => {
    await guess(140, () => from('a'));
    await pass(windowSeconds * 1000);
    expect(await find(RIGHT, from('a'))).toBe('found');
  });
});

describe('three servers', () => {
  const API_TOKEN = 'a token of more than sixteen characters';
  const servers: TestServer[] = [];
  let url: string;

  beforeAll(async () => {
    url = await (await sharedPostgres()).createDatabase();
    for (let at = 0; at < 3; at += 1) {
      const port = String(await freePort());
      const settings = {
        PORT: port,
        HOST: '127.0.0.1',
        DATABASE_URL: url,
        CLUSTER_ADDRESS: `http://127.0.0.1:${port}`,
        CLUSTER_SECRET: 'a secret of at least thirty-two characters',
        TRUSTED_PROXIES: '127.0.0.1',
        API_TOKEN,
      };
      servers.push(await startTestServer(settings, { guessLimits: { delaysMs } }));
    }
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });
  beforeEach(() => passOn(url, 3_600_000));

  const apiOf = (at: number, address: string, headers: Record<string, string> = {}) =>
    new Api({ url: servers[at % 3]?.url ?? '' }, { 'X-Forwarded-For': address, ...headers });
  const statuses = (answers: { status: number }[], status: number) =>
    answers.filter((answer) => answer.status === status).length;
  const lookUp = (at: number, address: string, callId: string, headers = {}) =>
    apiOf(at, address, headers).ask<MeetingLookUp>('GET', `/api/meetings/${callId}`);

  test('of 140 wrong numbers of one address 20 are looked up; links and known numbers work on', async () => {
    const [first] = servers;
    if (first === undefined) throw new Error('no server');
    const { callId, secret } = await first.makeSpace();
    expect((await lookUp(0, '192.0.2.2', callId)).body.isNumberChecked).toBe(true);
    const answers = await Promise.all(
      Array.from({ length: 140 }, (_, at) => lookUp(at, '192.0.2.1', String(200_000_000 + at))),
    );
    expect(statuses(answers, 404)).toBe(perClient);
    expect(statuses(answers, 200)).toBe(140 - perClient);
    const personKey = 'k'.repeat(22);
    const link = {
      [JOIN_CREDENTIALS_HEADER]: String(new URLSearchParams({ personKey, secret })),
    };
    for (let at = 0; at < 3; at += 1) {
      expect((await lookUp(at, '192.0.2.1', callId)).body.isNumberChecked).toBe(false);
      expect((await lookUp(at, '192.0.2.1', callId, link)).body.isNumberChecked).toBe(true);
      expect((await lookUp(at, '192.0.2.2', callId)).body.isNumberChecked).toBe(true);
    }
  });

  test('wrong passwords stop at the same number as on one server', async () => {
    const answers = [];
    for (let at = 0; at < 15; at += 1) {
      const body = { username: 'admin', password: `wrong ${at}` };
      answers.push(await apiOf(at, '192.0.2.3').ask('POST', '/api/session', body));
    }
    expect(statuses(answers.slice(0, 10), 401)).toBe(10);
    expect(statuses(answers.slice(10), 429)).toBe(5);
  });

  test('guesses at API_TOKEN too, and the right one may be used any number of times at once', async () => {
    const ask = (at: number, token: string) =>
      apiOf(at, '192.0.2.4', { Authorization: `Bearer ${token}` }).ask('GET', '/api/spaces');
    const right = await Promise.all(Array.from({ length: 60 }, (_, at) => ask(at, API_TOKEN)));
    expect(statuses(right, 200)).toBe(60);
    const wrong = await Promise.all(Array.from({ length: 60 }, (_, at) => ask(at, `wrong ${at}`)));
    expect(statuses(wrong, 401)).toBe(20);
    expect(statuses(wrong, 429)).toBe(40);
    for (let at = 0; at < 3; at += 1) expect((await ask(at, API_TOKEN)).status).toBe(429);
  });
});
