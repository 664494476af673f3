// A PostgreSQL that counts its statements and its CPU time, with room for the connections of a hundred servers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  openConnection,
  query,
  startPostgres,
} from '@distansmote/testkit/database/startPostgres.ts';
import { childrenOf } from '@distansmote/testkit/server/processTree.ts';
import { cpuMicrosecondsOf } from '../load/cpuTime.ts';

const MAX_CONNECTIONS = 700;
/** Of the kernel's clock for processes: 10 ms. */
const TICK_US = 10_000;

/** Since some moment in the past, or between two of them. */
export interface PostgresLoad {
  seconds: number;
  statements: number;
  /** Of all its processes, also of those that have ended; precision 10 ms. */
  cpuUs: number;
}

export interface CountedDatabase {
  url: string;
  read(): Promise<PostgresLoad>;
  /** Begins to count anew, for `commonest`. */
  reset(): Promise<void>;
  /** What has been asked most often, with how often. */
  commonest(count: number): Promise<{ statement: string; calls: number }[]>;
}

export interface CountingPostgres {
  createDatabase(): Promise<CountedDatabase>;
  stop(): Promise<void>;
}

/** Its commits are not written to the disk (`fsync=off`), so that the disk of this machine is not measured. */
export async function startCountingPostgres(): Promise<CountingPostgres> {
  const postgres = await startPostgres();
  const main = postgres.urlOf('postgres');
  await query(main, "alter system set shared_preload_libraries = 'pg_stat_statements'");
  await query(main, `alter system set max_connections = ${MAX_CONNECTIONS}`);
  await postgres.end('orderly');
  await postgres.run();
  const [row] = await query(main, 'show data_directory');
  const pidFile = join(String(row?.['data_directory']), 'postmaster.pid');
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const connections: { end(): Promise<void> }[] = [];
  return {
    async createDatabase() {
      const url = await postgres.createDatabase();
      const connection = await openConnection(url);
      connections.push(connection);
      await connection.query('create extension pg_stat_statements');
      const [own] = await connection.query('select pg_backend_pid() as pid');
      return {
        url,
        async read() {
          const [counted] = await connection.query(
            `select coalesce(sum(calls), 0) as calls ${OF_OTHERS}`,
          );
          const statements = Number(counted?.['calls']);
          const cpuUs = cpuOfFamily(pid, Number(own?.['pid']));
          return { seconds: performance.now() / 1_000, statements, cpuUs };
        },
        async reset() {
          await connection.query('select pg_stat_statements_reset()');
        },
        async commonest(count) {
          const text = `select query, calls ${OF_OTHERS} order by calls desc limit ${count}`;
          const rows = await connection.query(text);
          return rows.map((one) => ({
            statement: String(one['query']).replaceAll(/\s+/g, ' '),
            calls: Number(one['calls']),
          }));
        },
      };
    },
    async stop() {
      for (const connection of connections) await connection.end();
      await postgres.stop();
    },
  };
}

/** Not what this process asks for its counts. */
const OF_OTHERS = `from pg_stat_statements
  where dbid = (select oid from pg_database where datname = current_database())
  and query not like '%pg_stat_statements%' and query <> 'select pg_backend_pid() as pid'`;

/** @param except the process of this one's own connection. */
function cpuOfFamily(pid: number, except: number): number {
  const living = [pid, ...childrenOf(pid)].filter((one) => one !== except);
  return living.reduce((sum, one) => sum + cpuOf(one), endedChildrenUs(pid));
}

function cpuOf(pid: number): number {
  try {
    return cpuMicrosecondsOf(pid);
  } catch {
    // It has exited since.
    return 0;
  }
}

/** `cutime` and `cstime` (proc(5)). */
function endedChildrenUs(pid: number): number {
  // After the name, which may contain anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_US;
}

export const loadBetween = (before: PostgresLoad, after: PostgresLoad): PostgresLoad => ({
  seconds: after.seconds - before.seconds,
  statements: after.statements - before.statements,
  cpuUs: after.cpuUs - before.cpuUs,
});
