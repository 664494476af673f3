// Counts in windows: of one process and of several nodes do the same; what only those of several nodes have comes after.
import {
  type CountingNodes,
  passOn,
  startCountingNodes,
} from '@distansmote/testkit/database/sharedCounts.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { query } from '@distansmote/testkit/database/startPostgres.ts';
import { waitFor as waitUpTo } from '@distansmote/testkit/waiting/waitFor.ts';
import { sql } from 'kysely';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sweepCounts } from '../src/cluster/sweepCounts.ts';
import { countInMemory } from '../src/guessing/memoryCounts.ts';
import type { OpenCounts } from '../src/guessing/windowCounts.ts';
import { createLog } from '../src/platform/log.ts';

const WINDOW_SECONDS = 600;
const WINDOW_MS = WINDOW_SECONDS * 1000;
const PURPOSE = 'wrong call IDs';

const waitFor = <T>(read: () => T | Promise<T>) =>
  waitUpTo(read, { timeout: 20_000, interval: 20 });

interface Kind {
  /** Each call is made at the next node. */
  open: OpenCounts;
  pass(ms: number): Promise<void>;
}

const kinds = {
  async 'one process'(): Promise<Kind> {
    vi.useFakeTimers({ toFake: ['Date'] });
    return { open: countInMemory, pass: async (ms) => void vi.advanceTimersByTime(ms) };
  },
  async 'three nodes'(): Promise<Kind> {
    const { nodes, pass } = await startCountingNodes();
    const open: OpenCounts = (...asFor) => {
      const [first, ...others] = nodes;
      let atNext = first.counts.open(...asFor);
      const waiting = others.map(({ counts }) => counts.open(...asFor));
      const next = () => {
        waiting.push(atNext);
        return (atNext = waiting.shift() ?? atNext);
      };
      return {
        get: (keys) => next().get(keys),
        charge: (budgets, amount) => next().charge(budgets, amount),
        delete: (keys) => next().delete(keys),
      };
    };
    return { open, pass };
  },
};
afterEach(() => {
  vi.useRealTimers();
});

describe.each(Object.entries(kinds))('%s', (_name, startKind) => {
  async function start() {
    const { open, pass } = await startKind();
    const counts = open(PURPOSE, WINDOW_SECONDS);
    const charge = (key: string, limit = 3) => counts.charge([{ key, limit }]);
    const countOf = async (key: string) => (await counts.get([key]))[0];
    return { open, pass, counts, charge, countOf };
  }

  test('a key is charged up to its limit, and then told how long its window lasts', async () => {
    const { counts, charge } = await start();
    for (let time = 0; time < 3; time += 1) expect((await charge('a')).spent).toEqual([]);
    const { spent } = await charge('a');
    expect(spent).toMatchObject([{ key: 'a', count: 3 }]);
    expect(spent[0]?.msLeft).toBeGreaterThan(0);
    expect(spent[0]?.msLeft).toBeLessThanOrEqual(WINDOW_MS);
    expect((await charge('b')).spent).toEqual([]);
    expect(await counts.get(['b', 'c', 'a'])).toEqual([1, 0, 3]);
  });

  test('all counts of a key end with the window that the first began', async () => {
    const { pass, charge, countOf } = await start();
    await charge('a');
    await pass(WINDOW_MS / 2);
    await charge('a');
    expect(await countOf('a')).toBe(2);
    await pass(WINDOW_MS / 2);
    expect(await countOf('a')).toBe(0);
    await charge('a');
    expect(await countOf('a')).toBe(1);
  });

  test('of several budgets all are charged, or none', async () => {
    const { counts, charge } = await start();
    await charge('b', 1);
    const budgets = ['c', 'b', 'a'].map((key) => ({ key, limit: 1 }));
    expect((await counts.charge(budgets)).spent).toMatchObject([{ key: 'b', count: 1 }]);
    expect(await counts.get(['a', 'b', 'c'])).toEqual([0, 1, 0]);
  });

  test('a refund takes back its own charge once, and nothing from a later window', async () => {
    const { pass, charge, countOf } = await start();
    const early = await charge('a');
    await charge('a');
    early.refund();
    await waitFor(async () => expect(await countOf('a')).toBe(1));
    const late = await charge('a');
    await pass(WINDOW_MS);
    await charge('a');
    late.refund();
    await charge('a');
    // Asked until the refund must have been done: it is refused nowhere.
    for (let time = 0; time < 20; time += 1) expect(await countOf('a')).toBe(2);
  });

  test('a window whose counts were all refunded has not begun', async () => {
    const { pass, charge, countOf } = await start();
    (await charge('a')).refund();
    await waitFor(async () => expect(await countOf('a')).toBe(0));
    await pass(WINDOW_MS / 2);
    await charge('a');
    await pass(WINDOW_MS / 2);
    expect(await countOf('a')).toBe(1);
  });

  test('a charge of nothing tells whether something is left, and deleting forgets', async () => {
    const { counts, charge, countOf } = await start();
    const ask = async () => (await counts.charge([{ key: 'a', limit: 2 }], 0)).spent;
    expect(await ask()).toEqual([]);
    await charge('a');
    expect(await ask()).toEqual([]);
    await charge('a');
    expect(await ask()).toMatchObject([{ key: 'a', count: 2 }]);
    expect(await countOf('a')).toBe(2);
    await counts.delete(['a', 'b']);
    expect(await ask()).toEqual([]);
  });

  test('each purpose counts for itself', async () => {
    const { open, charge } = await start();
    await charge('a');
    expect(await open('API_TOKEN', 60).get(['a'])).toEqual([0]);
  });

  test('of many concurrent charges in any order of keys exactly as many succeed as there are', async () => {
    const { counts } = await start();
    const keys = ['a', 'b', 'all', 'z'];
    const charges = await Promise.all(
      Array.from({ length: 200 }, (_, at) => {
        const budgets = keys.map((key) => ({ key, limit: key === 'all' ? 30 : 50 }));
        return counts.charge(at % 2 === 0 ? budgets : budgets.reverse());
      }),
    );
    expect(charges.filter(({ spent }) => spent.length === 0)).toHaveLength(30);
    await waitFor(async () => expect(await counts.get(keys)).toEqual([30, 30, 30, 30]));
  });
});

describe('of several nodes', () => {
  const wrong = (key: string) => [{ key, limit: 20 }];

  /** All of them have begun, and none can end, before the first ends: they wait for a row that somebody else holds. */
  async function atTheSameMoment<T>(
    { url, nodes }: CountingNodes,
    heldKey: string,
    start: () => Promise<T>[],
  ): Promise<T[]> {
    const [{ database, counts }] = nodes;
    const charge = () => counts.open(PURPOSE, WINDOW_SECONDS).charge(wrong(heldKey));
    // Connections are made before, since all this must be done before queries time out.
    for (const node of nodes)
      await Promise.all([1, 2, 3, 4].map(() => sql`select pg_sleep(0.1)`.execute(node.database)));
    // Its row is the one that ends first.
    await charge();
    await passOn(url, 1_000);
    const started = await database.transaction().execute(async (transaction) => {
      await sql`select from "sharedCounts" where "endsAt" = (select min("endsAt") from "sharedCounts")
        for update`.execute(transaction);
      const all = start();
      await waitFor(async () => {
        const waiting = sql`select from pg_locks where not granted`;
        expect((await waiting.execute(transaction)).rows).toHaveLength(all.length);
      });
      return { all };
    });
    return Promise.all(started.all);
  }

  test('what others charge while one waits for them counts', async () => {
    const three = await startCountingNodes();
    const charges = await atTheSameMoment(three, 'a', () =>
      three.nodes.flatMap(({ counts }) =>
        Array.from({ length: 3 }, () =>
          counts.open(PURPOSE, WINDOW_SECONDS).charge([
            { key: 'a', limit: 4 },
            { key: 'b', limit: 100 },
          ]),
        ),
      ),
    );
    expect(charges.filter(({ spent }) => spent.length === 0)).toHaveLength(3);
    expect(charges.filter(({ spent }) => spent[0]?.key === 'a')).toHaveLength(6);
    const counts = three.nodes[0].counts.open(PURPOSE, WINDOW_SECONDS);
    await waitFor(async () => expect(await counts.get(['a', 'b'])).toEqual([4, 3]));
  });

  test('two that charge the same keys in another order do not wait for each other', async () => {
    const three = await startCountingNodes();
    const [one, other] = three.nodes;
    const budgets = ['a', 'held', 'z'].map((key) => ({ key, limit: 20 }));
    const charges = await atTheSameMoment(three, 'held', () => [
      one.counts.open(PURPOSE, WINDOW_SECONDS).charge(budgets),
      other.counts.open(PURPOSE, WINDOW_SECONDS).charge([...budgets].reverse()),
    ]);
    for (const { spent } of charges) expect(spent).toEqual([]);
  });

  test('the table has no addresses, names or numbers', async () => {
    const { url, nodes } = await startCountingNodes();
    const counts = nodes[0].counts.open('known call IDs', 3_600);
    await counts.charge(wrong('address:192.0.2.1 787544182'));
    const rows = await query(url, 'select * from "sharedCounts"');
    expect(rows).toMatchObject([{ count: 1, key: { length: 16 } }]);
    expect(JSON.stringify(rows)).not.toContain('192.0.2.1');
  });

  test('a sweep deletes what says nothing any more, also while rows are charged', async () => {
    const { nodes, pass } = await startCountingNodes();
    const [{ database, counts }, other] = nodes;
    const long = counts.open('known call IDs', 3_600);
    const short = counts.open(PURPOSE, WINDOW_SECONDS);
    await long.charge(wrong('kept'));
    for (const key of ['a', 'b', 'c']) await short.charge(wrong(key));
    await pass(WINDOW_MS);
    // Charged by another node at the moment.
    await other.database.transaction().execute(async (transaction) => {
      await sql`select from "sharedCounts" where "endsAt" = (select min("endsAt") from "sharedCounts")
        for update`.execute(transaction);
      await sweepCounts(database);
    });
    await sweepCounts(database);
    const { rows } = await sql`select "key" from "sharedCounts"`.execute(database);
    expect(rows).toHaveLength(1);
    expect(await long.get(['kept'])).toEqual([1]);
  });

  test('a flood of keys is swept, and spent budgets are not', async () => {
    const { nodes } = await startCountingNodes();
    const { database, counts } = nodes[0];
    const failures = counts.open(PURPOSE, WINDOW_SECONDS);
    for (let time = 0; time < 2; time += 1) await failures.charge(wrong('everybody'));
    await sql`insert into "sharedCounts" select sha256(number::text::bytea), 1, 9e12
      from generate_series(1, 50000) as number`.execute(database);
    await sweepCounts(database, 100);
    const { rows } = await sql`select "key" from "sharedCounts"`.execute(database);
    expect(rows).toHaveLength(100);
    expect(await failures.get(['everybody'])).toEqual([2]);
  });

  test('while PostgreSQL does not answer, nothing can be charged, and a refund that fails is told', async () => {
    const log = createLog('silent');
    const warned = vi.spyOn(log, 'warn');
    const { nodes } = await startCountingNodes(log);
    const counts = nodes[0].counts.open(PURPOSE, WINDOW_SECONDS);
    const charge = await counts.charge(wrong('a'));
    await counts.charge(wrong('a'));
    const postgres = await sharedPostgres();
    postgres.freeze();
    try {
      charge.refund();
      await expect(counts.charge(wrong('a'))).rejects.toThrow();
      await waitFor(() => expect(warned).toHaveBeenCalled());
    } finally {
      postgres.thaw();
    }
  });

  test('after a crash of PostgreSQL counting begins anew', async () => {
    const { nodes } = await startCountingNodes();
    const counts = nodes[0].counts.open(PURPOSE, WINDOW_SECONDS);
    await counts.charge(wrong('a'));
    await (await sharedPostgres()).crash();
    await waitFor(() => counts.charge(wrong('a')));
    expect(await counts.get(['a'])).toEqual([1]);
  });
});
