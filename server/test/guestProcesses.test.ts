// A meeting on two servers as operators run them: one of them, or the worker that it lends, is killed.
import { afterEach, expect, test, vi } from 'vitest';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { childrenOf } from '@distansmote/testkit/server/processTree.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

// Whole processes, sometimes on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });
const WAIT = { timeout: 60_000, interval: 50 };
const NAMES = ['Anna', 'Bo', 'Cecilia', 'David', 'Eva'] as const;

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Three on the worker of the first server, two on one that the second lends. */
async function openLargeMeeting() {
  const databaseUrl = await (await sharedPostgres()).createDatabase();
  let isLent = false;
  const cluster = await startCluster({
    count: 2,
    databaseUrl,
    settings: { MEDIA_SPREAD_AT: '2', GUEST_WORKERS: '1', LOG_LEVEL: 'info' },
    onLine: (_node, line) => (isLent ||= line.includes('lends a media worker to this one')),
  });
  stops.push(() => cluster.stop());
  const [owner, host] = cluster.nodes;
  if (owner === undefined || host === undefined) throw new Error('two were to start');
  const urls = cluster.addresses.map((address) => `http://${address}`);
  const { callId } = await cluster.createSpace('Vårdplanering', { lobby: 'none' });
  const own = childrenOf(host.pid);
  const people: ReturningPage[] = [];
  for (const name of NAMES) {
    if (name === 'David') await vi.waitFor(() => expect(isLent).toBe(true), WAIT);
    const page = await ReturningPage.enter({ urls, callId, name });
    stops.push(() => page.close());
    people.push(page);
  }
  const guests = () => childrenOf(host.pid).filter((pid) => !own.includes(pid));
  return { owner, host, own, guests, people };
}

async function expectAllBack(people: readonly ReturningPage[]) {
  await vi.waitFor(() => {
    for (const page of people) {
      expect(page.absences.length, page.name).toBeGreaterThan(0);
      expect(page.isThere, page.name).toBe(true);
      expect(page.others, page.name).toEqual(NAMES.filter((name) => name !== page.name));
    }
  }, WAIT);
  expect(people.flatMap(({ toldLeft }) => toldLeft)).toEqual([]);
}

test('a guest worker is killed: its people come back by themselves', async () => {
  const { guests, people } = await openLargeMeeting();
  for (const pid of guests()) process.kill(pid, 'SIGKILL');
  await expectAllBack(people);
});

test('the server that lends it is killed: its people come back by themselves', async () => {
  const { host, people } = await openLargeMeeting();
  await host.end('SIGKILL');
  await expectAllBack(people);
});

test('the server that has the meeting is killed: all come back at the other, where no worker of it is left', async () => {
  const { owner, host, own, people } = await openLargeMeeting();
  await owner.end('SIGKILL');
  await expectAllBack(people);
  await eventually(() => childrenOf(host.pid), own);
});
