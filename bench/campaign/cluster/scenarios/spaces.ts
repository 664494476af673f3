// Spaces that several nodes make and delete at once, and nodes that start together for the first time.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import { query } from '@distansmote/testkit/database/startPostgres.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { enter, type Outcome, seconds } from '../meetings.ts';
import type { Scenario } from '../scenario.ts';
import { makeSpace, NODES, type Stage } from '../stage.ts';

const SPACES = 9_999;
/** Requests under way at a node. */
const AT_A_TIME = 8;
const EXPIRED = 60;
const FIRST_STARTS = 20;

async function makeAtEach(stage: Stage, count: number): Promise<SpaceDescription[]> {
  const made: SpaceDescription[] = [];
  const makers = stage.cluster.nodes.flatMap((node) => Array<typeof node>(AT_A_TIME).fill(node));
  let left = count;
  await Promise.all(
    makers.map(async (node) => {
      while (left > 0) {
        left -= 1;
        made.push(await node.createSpace('Rum'));
      }
    }),
  );
  return made;
}

const deleteAll = (stage: Stage) =>
  query(stage.readUrl(), `delete from spaces where name in ('Rum', 'Gammalt')`);

export const spaces: Scenario[] = [
  {
    name: 'many-spaces',
    says: '10,000 spaces made on three nodes at once',
    aim: 'all numbers different',
    async run(stage): Promise<Outcome> {
      const startedAtMs = performance.now();
      const made = await makeAtEach(stage, SPACES);
      const tookMs = performance.now() - startedAtMs;
      const numbers = new Set(made.map(({ callId }) => callId));
      await deleteAll(stage);
      return {
        problems: numbers.size === SPACES ? [] : [`only ${numbers.size} numbers are different`],
        numbers: [`${made.length} in ${seconds(tookMs)} s`],
      };
    },
  },
  {
    name: 'sweeps',
    says: 'three sweeps at once find 60 expired spaces; one that is in use at another node stays',
    aim: 'each is deleted once; what is in use is not',
    async run(stage): Promise<Outcome> {
      const problems: string[] = [];
      const expired = await Promise.all(
        Array.from({ length: EXPIRED }, () => makeSpace(stage, 'Gammalt')),
      );
      const inUse = await makeSpace(stage, 'I bruk');
      const anna = await enter(stage, inUse, 'Anna', { distribution: 'room' });
      await query(
        stage.readUrl(),
        `update spaces set "createdAt" = '2020-01-01T00:00:00.000Z', "lastUsedAt" = null
         where name in ('Gammalt', 'I bruk')`,
      );
      const owner = (await stage.cluster.owners(stage.readUrl())).get(inUse.id) ?? -1;
      const others = stage.cluster.nodes.filter((_, at) => at !== owner);
      // A sweep comes with each start.
      await Promise.all(others.map((node) => node.restart('SIGKILL')));
      await untilSwept(stage);
      if ((await spacesNamed(stage, 'I bruk')) !== 1) problems.push('the one in use was deleted');
      if (!anna.isThere) problems.push(`the person in it is ${anna.state}`);
      anna.close();

      const deletions = await deletionsOf(stage, expired);
      problems.push(...deletions);
      const again = await Promise.all(
        Array.from({ length: EXPIRED }, () => makeSpace(stage, 'Gammalt')),
      );
      await query(
        stage.readUrl(),
        `update spaces set "createdAt" = '2020-01-01T00:00:00.000Z' where name = 'Gammalt'`,
      );
      await Promise.all(stage.cluster.nodes.map((node) => node.restart('SIGKILL')));
      await untilSwept(stage);
      problems.push(...(await deletionsOf(stage, again)));
      return { problems, numbers: [] };
    },
  },
  {
    name: 'first-starts',
    says: 'twenty times, three nodes are started at once on an empty database',
    aim: 'all start, one administrator, one trial space',
    async run(stage): Promise<Outcome> {
      const problems: string[] = [];
      for (let time = 1; time <= FIRST_STARTS; time += 1) {
        const databaseUrl = await stage.postgres.createDatabase();
        const cluster = await startCluster({ count: NODES, databaseUrl, onLine: () => undefined });
        const rows = await query(
          databaseUrl,
          `select (select count(*) from accounts) as accounts, (select count(*) from spaces) as spaces,
           (select count(*) from nodes) as nodes`,
        );
        const found = JSON.stringify(rows[0]);
        const wanted = JSON.stringify({ accounts: '1', spaces: '1', nodes: String(NODES) });
        if (found !== wanted) problems.push(`time ${time}: ${found}`);
        await cluster.stop();
      }
      return { problems, numbers: [] };
    },
  },
];

async function spacesNamed(stage: Stage, name: string): Promise<number> {
  const rows = await query(stage.readUrl(), `select 1 from spaces where name = '${name}'`);
  return rows.length;
}

const untilSwept = (stage: Stage) =>
  waitFor(
    async () => {
      const left = await spacesNamed(stage, 'Gammalt');
      if (left > 0) throw new Error(`${left} are left`);
    },
    { timeout: 60_000, interval: 200 },
  );

/** Those that the audit log does not have exactly once. */
async function deletionsOf(stage: Stage, deleted: readonly SpaceDescription[]): Promise<string[]> {
  const ids = deleted.map(({ id }) => `'${id}'`).join();
  const counted = () =>
    query(
      stage.readUrl(),
      `select "spaceId", count(*)::int as times from "auditLog"
       where deed = 'spaceDeleted' and "spaceId" in (${ids}) group by "spaceId"`,
    );
  const rows = await waitFor(
    async () => {
      const found = await counted();
      if (found.length < deleted.length) throw new Error('the log is written a moment later');
      return found;
    },
    { timeout: 20_000, interval: 200 },
  ).catch(counted);
  const twice = rows.filter(({ times }) => times !== 1).length;
  return [
    ...(twice === 0 ? [] : [`${twice} of ${deleted.length} were deleted more than once`]),
    ...(rows.length === deleted.length
      ? []
      : [`${rows.length} of ${deleted.length} are in the log`]),
  ];
}
