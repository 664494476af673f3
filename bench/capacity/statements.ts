// What real servers ask of PostgreSQL: at rest, with open meetings, and for each look-up, wrong guess and join; first one server, then more.
import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'node:http';
import type { MeetingLookUp, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { lookUpAt } from '@distansmote/testkit/browser/lookUpAt.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { type Cluster, startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import {
  type CountedDatabase,
  loadBetween,
  type PostgresLoad,
  startCountingPostgres,
} from './countingPostgres.ts';

/** After the last of something until what is written together has been written. */
const SETTLES_MS = 2_000;
/** Less PostgreSQL CPU than this cannot be told from nothing. */
const PRECISION_US = 20_000;
/** Three times as many are fewer than all wrong numbers that are looked up in ten minutes (server/src/guessing/guessLimits.ts). */
const WRONG_GUESSES = 7;

export interface StatementsOptions {
  maxNodes: number;
  /** For each state that is watched. */
  seconds: number;
  meetings: number;
  lookUps: number;
  joins: number;
}

interface Asked {
  statements: number;
  /** Microseconds of PostgreSQL's CPU; undefined where it is too little to be measured. */
  cpuUs: number | undefined;
}

/** Of one cluster. */
export interface StatementCounts {
  nodes: number;
  /** A second, by each server. */
  atRest: Asked;
  /** A second, more than at rest. */
  perOpenMeeting: Asked;
  perLookUp: Asked;
  perWrongGuess: Asked;
  /** With its leaving, and without its look-up. */
  perJoin: Asked;
}

export async function measureStatements(options: StatementsOptions) {
  const postgres = await startCountingPostgres();
  const clusters: Cluster[] = [];
  try {
    const database = await postgres.createDatabase();
    const counts: StatementCounts[] = [];
    const nodes: ServerProcess[] = [];
    for (let count = 1; count <= options.maxNodes; count += 1) {
      const one = await startCluster({ count: 1, databaseUrl: database.url });
      clusters.push(one);
      nodes.push(...one.nodes);
      counts.push(await new Measurement(database, nodes, options).run());
    }
    await database.reset();
    await pause(options.seconds * 1_000);
    const commonest = await database.commonest(8);
    return { counts, commonest };
  } finally {
    for (const cluster of clusters) await cluster.stop();
    await postgres.stop();
  }
}

let strangers = 0;
/** Somebody new each time. */
function stranger(): Record<string, string> {
  strangers += 1;
  return { 'x-forwarded-for': `198.51.${strangers >> 8}.${strangers & 255}` };
}

class Measurement {
  readonly #database: CountedDatabase;
  readonly #nodes: readonly ServerProcess[];
  readonly #options: StatementsOptions;
  #atRest: PostgresLoad = { seconds: 1, statements: 0, cpuUs: 0 };

  constructor(
    database: CountedDatabase,
    nodes: readonly ServerProcess[],
    options: StatementsOptions,
  ) {
    this.#database = database;
    this.#nodes = nodes;
    this.#options = options;
  }

  async run(): Promise<StatementCounts> {
    const { seconds, meetings, lookUps, joins } = this.#options;
    const count = this.#nodes.length;
    await pause(SETTLES_MS);
    this.#atRest = await this.#during(() => pause(seconds * 1_000));
    const atRest = this.#each(this.#atRest, this.#atRest.seconds * count);

    const open = await this.#openMeetings();
    await pause(SETTLES_MS);
    const withMeetings = await this.#during(() => pause(seconds * 1_000));
    const perOpenMeeting = this.#more(withMeetings, withMeetings.seconds * meetings);

    const at = (times: number) => this.#nodes[times % count]?.url ?? '';
    const spaceAt = (times: number) => open[Math.floor(times / count) % meetings];
    const looking = await this.#during(async () => {
      for (let times = 0; times < lookUps; times += 1)
        await lookUp(at(times), spaceAt(times)?.space.callId ?? '');
    });
    const guessing = await this.#during(async () => {
      for (let times = 0; times < WRONG_GUESSES; times += 1)
        await lookUp(at(times), '100000000').catch(() => undefined);
    });
    const joining = await this.#during(async () => {
      for (let times = 0; times < joins; times += 1) {
        const { space, lookedUp } = spaceAt(times) ?? {};
        if (space === undefined || lookedUp === undefined) throw new Error('no meeting');
        (await enter(at(times), space, lookedUp)).close();
      }
    });
    for (const { pages, space } of open) {
      for (const page of pages) page.close();
      await this.#nodes[0]?.deleteSpace(space);
    }
    return {
      nodes: count,
      atRest,
      perOpenMeeting,
      perLookUp: this.#more(looking, lookUps),
      perWrongGuess: this.#more(guessing, WRONG_GUESSES),
      perJoin: this.#more(joining, joins),
    };
  }

  /** Each with two people in it. */
  async #openMeetings() {
    const open: { space: SpaceDescription; lookedUp: MeetingLookUp; pages: Page[] }[] = [];
    for (let at = 0; at < this.#options.meetings; at += 1) {
      const node = this.#nodes[at % this.#nodes.length];
      if (node === undefined) throw new Error('no node runs');
      const space = await node.createSpace('Mätning', { lobby: 'none' });
      const lookedUp = await lookUp(node.url, space.callId);
      const pages = [
        await enter(node.url, space, lookedUp),
        await enter(node.url, space, lookedUp),
      ];
      open.push({ space, lookedUp, pages });
    }
    return open;
  }

  async #during(work: () => Promise<unknown>): Promise<PostgresLoad> {
    const before = await this.#database.read();
    await work();
    // A state that lasts has nothing that comes later.
    await pause(SETTLES_MS);
    return loadBetween(before, await this.#database.read());
  }

  /** Beyond what the servers ask at rest. */
  #more(load: PostgresLoad, of: number): Asked {
    const rest = this.#atRest;
    const share = load.seconds / rest.seconds;
    const { statements, cpuUs } = load;
    return this.#each(
      {
        ...load,
        statements: statements - rest.statements * share,
        cpuUs: cpuUs - rest.cpuUs * share,
      },
      of,
    );
  }

  #each({ statements, cpuUs }: PostgresLoad, of: number): Asked {
    const isMeasured = cpuUs >= PRECISION_US;
    return { statements: statements / of, cpuUs: isMeasured ? cpuUs / of : undefined };
  }
}

async function lookUp(url: string, callId: string): Promise<MeetingLookUp> {
  const agent = new Agent();
  try {
    return await lookUpAt(url, callId as SpaceDescription['callId'], {
      agent,
      headers: stranger(),
    });
  } finally {
    agent.destroy();
  }
}

async function enter(
  url: string,
  { callId }: SpaceDescription,
  { room, rtpCapabilities }: MeetingLookUp,
): Promise<Page> {
  const host = { url, mediaWorkers: { rtpCapabilities } };
  const query = room === null ? {} : { query: { room } };
  const page = await Page.open(host, { extraHeaders: stranger(), ...query });
  await page.enter(callId, 'Anna');
  return page;
}

export const statementRows = (counts: readonly StatementCounts[]) =>
  counts.flatMap(({ nodes, ...measured }) =>
    Object.entries(measured).map(([what, { statements, cpuUs }]) => ({
      nodes,
      what: WORDS[what as keyof typeof measured],
      statements: Number(statements.toFixed(2)),
      'PostgreSQL CPU, µs': cpuUs === undefined ? '–' : Math.round(cpuUs),
    })),
  );

const WORDS: Record<Exclude<keyof StatementCounts, 'nodes'>, string> = {
  atRest: 'at rest, a second and node',
  perOpenMeeting: 'an open meeting, a second',
  perLookUp: 'a look-up',
  perWrongGuess: 'a wrong guess',
  perJoin: 'a join and a leave, without the look-up',
};
