// How a beat and PostgreSQL's load grow with the number of servers: real clusters' objects in a few processes on one PostgreSQL.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endProcess } from '@distansmote/testkit/server/nodeProcess.ts';
import { percentile } from '../join/statistics.ts';
import { cpuMicrosecondsOf } from '../load/cpuTime.ts';
import { fill } from '../spaces/fill.ts';
import type { BeatsAnswer, BeatsAsk } from './beatsMessages.ts';
import { loadBetween, startCountingPostgres } from './countingPostgres.ts';

const PROCESSES = 4;
/** After each new size, for connections and plans. */
const SETTLES_MS = 2_000;
/** `BEAT_MS` of server/src/cluster/cluster.ts. */
const BEAT_MS = 1_000;
/** Longer between two polls, and a server no longer says who is dead (server/src/cluster/beatObserver.ts). */
const PUNCTUAL_MS = 2_500;

export interface BeatsOptions {
  /** Growing. */
  sizes: readonly number[];
  seconds: number;
  meetingsOfEach: number;
  /** In how many of them somebody comes or goes each second. */
  changesOfEach: number;
}

export interface BeatsRow {
  nodes: number;
  /** Of a poll: the beat, and reading who else is there. Milliseconds. */
  pollMs: { median: number; p99: number; max: number };
  failures: number;
  isPunctual: boolean;
  statementsPerSecond: number;
  /** Of one core, PostgreSQL's. */
  postgresCores: number;
  /** Of one core, of one server. */
  nodeCores: number;
}

/** Ends with the first size at which not every beat is punctual. */
export async function measureBeats(options: BeatsOptions): Promise<BeatsRow[]> {
  const { sizes, meetingsOfEach, changesOfEach } = options;
  const postgres = await startCountingPostgres();
  const children: ChildProcess[] = [];
  try {
    const database = await postgres.createDatabase();
    const { url } = database;
    const spaces = Math.max(...sizes) * meetingsOfEach;
    await fill({ DATA_DIR: '', DATABASE_URL: url }, null, spaces);
    const script = fileURLToPath(new URL('beatingNodes.ts', import.meta.url));
    const args = [url, String(meetingsOfEach), String(changesOfEach)];
    for (let at = 0; at < PROCESSES; at += 1) children.push(fork(script, args));
    const all = (ask: BeatsAsk) => Promise.all(children.map((child) => tell(child, ask)));
    const cpuUs = () =>
      children.reduce((sum, { pid }) => sum + (pid === undefined ? 0 : cpuMicrosecondsOf(pid)), 0);
    const rows: BeatsRow[] = [];
    let nodes = 0;
    for (const size of sizes) {
      const more = size - nodes;
      await Promise.all(
        children.map((child, at) => {
          const count = Math.floor((more + at) / PROCESSES);
          const before = children
            .slice(0, at)
            .reduce((sum, _, earlier) => sum + Math.floor((more + earlier) / PROCESSES), 0);
          const firstMeeting = (nodes + before) * meetingsOfEach;
          return tell(child, { type: 'add', count, firstMeeting });
        }),
      );
      nodes = size;
      await pause(SETTLES_MS);
      await all({ type: 'begin' });
      const [before, cpuBefore] = [await database.read(), cpuUs()];
      await pause(options.seconds * 1_000);
      const load = loadBetween(before, await database.read());
      const nodeCores = (cpuUs() - cpuBefore) / 1e6 / load.seconds / nodes;
      rows.push(rowOf(nodes, await all({ type: 'end' }), load, nodeCores));
      if (rows.at(-1)?.isPunctual === false) break;
    }
    return rows;
  } finally {
    await Promise.all(children.map((child) => endProcess(child, 'SIGKILL')));
    await postgres.stop();
  }
}

/** @throws Error if it ends instead of answering. */
async function tell(child: ChildProcess, ask: BeatsAsk): Promise<BeatsAnswer> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('a process of servers has ended');
  });
  const answered = once(child, 'message', { signal }) as Promise<[BeatsAnswer]>;
  child.send(ask);
  try {
    const [answer] = await Promise.race([answered, ended]);
    return answer;
  } finally {
    answered.catch(() => undefined);
    waiting.abort();
  }
}

function rowOf(
  nodes: number,
  answers: readonly BeatsAnswer[],
  load: { seconds: number; statements: number; cpuUs: number },
  nodeCores: number,
): BeatsRow {
  const gaps = answers.flatMap(({ gapsMs }) => gapsMs);
  const failures = answers.reduce((sum, one) => sum + one.failures, 0);
  const pollMs = (share: number) => percentile(gaps, share) - BEAT_MS;
  const seesAll = answers.every(({ seen }) => seen.every((count) => count === nodes));
  return {
    nodes,
    pollMs: { median: pollMs(0.5), p99: pollMs(0.99), max: pollMs(1) },
    failures,
    isPunctual: failures === 0 && seesAll && pollMs(1) + BEAT_MS < PUNCTUAL_MS,
    statementsPerSecond: load.statements / load.seconds,
    postgresCores: load.cpuUs / 1e6 / load.seconds,
    nodeCores,
  };
}

export const beatsRows = (rows: readonly BeatsRow[]) =>
  rows.map(({ nodes, pollMs, failures, isPunctual, ...load }) => ({
    nodes,
    'poll, median ms': Number(pollMs.median.toFixed(1)),
    'p99, ms': Number(pollMs.p99.toFixed(1)),
    'longest, ms': Number(pollMs.max.toFixed(1)),
    failures,
    punctual: isPunctual ? 'yes' : 'no',
    'statements a second': Math.round(load.statementsPerSecond),
    'PostgreSQL, cores': Number(load.postgresCores.toFixed(3)),
    'each node, cores': Number(load.nodeCores.toFixed(4)),
  }));
