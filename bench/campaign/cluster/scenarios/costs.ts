// What a cluster costs, side by side with one server on the same PostgreSQL: a request, the opening of a socket, a look-up.
import { setTimeout as pause } from 'node:timers/promises';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { median } from '../../../join/statistics.ts';
import type { Outcome } from '../meetings.ts';
import type { Scenario } from '../scenario.ts';
import { makeSpace, type Stage } from '../stage.ts';

const ROUNDS = 150;
const WARM_UP = 20;
/** Below what one address may ask and open (server/src/limits/limits.ts). */
const PAUSE_MS = 50;
const WAYS = ['one server', 'owner', 'edge'] as const;
type Way = (typeof WAYS)[number];

const lookUp = async (url: string, callId: CallId) =>
  (await (await fetch(`${url}/api/meetings/${callId}`)).json()) as MeetingLookUp;

async function enter(url: string, callId: CallId): Promise<Page> {
  const { room, rtpCapabilities } = await lookUp(url, callId);
  const host = { url, mediaWorkers: { rtpCapabilities } };
  const page = await Page.open(host, room === null ? {} : { query: { room } });
  await page.enter(callId, 'Anna');
  return page;
}

/** Each way in turn, so that what else the machine does falls on all. @returns the medians, in milliseconds. */
async function compare(work: (way: Way) => Promise<unknown>): Promise<Record<Way, number>> {
  const times: Record<Way, number[]> = { 'one server': [], owner: [], edge: [] };
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1)
    for (const way of WAYS) {
      const startedAtMs = performance.now();
      await work(way);
      if (round >= WARM_UP) times[way].push(performance.now() - startedAtMs);
      await pause(PAUSE_MS);
    }
  return {
    'one server': median(times['one server']),
    owner: median(times.owner),
    edge: median(times.edge),
  };
}

const inWords = (what: string, of: Record<Way, number>) =>
  `${what}: ${WAYS.map((way) => `${way} ${of[way].toFixed(2)} ms`).join(', ')}`;

async function measure(stage: Stage, alone: ServerProcess): Promise<Outcome> {
  const space = await makeSpace(stage, 'Kostnad');
  const { callId } = space;
  const first = await enter(stage.cluster.nodes[0]?.url ?? '', callId);
  const ownerAt = (await stage.cluster.owners(stage.readUrl())).get(space.id);
  const owner = stage.cluster.nodes.find((_, at) => at === ownerAt);
  const edge = stage.cluster.nodes.find((_, at) => at !== ownerAt);
  if (owner === undefined || edge === undefined) throw new Error('no node has the meeting');
  const urls: Record<Way, string> = { 'one server': alone.url, owner: owner.url, edge: edge.url };
  const aloneCallId = (await alone.createSpace('Kostnad', { lobby: 'none' })).callId;
  const callIds: Record<Way, CallId> = { 'one server': aloneCallId, owner: callId, edge: callId };
  const pages: Record<Way, Page> = {
    'one server': await enter(urls['one server'], aloneCallId),
    owner: await enter(urls.owner, callId),
    edge: await enter(urls.edge, callId),
  };
  const { room } = await lookUp(urls.owner, callId);
  const requests = await compare((way) => pages[way].request('tracksReady', { tracks: [] }));
  const lookUps = await compare((way) => lookUp(urls[way], callIds[way]));
  const openings = await compare(async (way) => {
    const query = way === 'one server' || room === null ? {} : { query: { room } };
    const host = { url: urls[way], mediaWorkers: { rtpCapabilities: {} } };
    (await Page.open(host, query)).close();
  });
  for (const page of [first, ...Object.values(pages)]) page.close();
  return {
    problems: [],
    numbers: [
      inWords('a request', requests),
      inWords('opening a socket', openings),
      inWords('a look-up', lookUps),
    ],
  };
}

export const costs: Scenario[] = [
  {
    name: 'costs',
    says: 'a request, a socket and a look-up at one server, at the owner and through an edge',
    aim: 'a request ≤ +0.2 ms through an edge, opening ≤ +3 ms, look-up ≤ +2.5 ms',
    async run(stage) {
      const DATABASE_URL = await stage.postgres.createDatabase();
      const alone = await ServerProcess.start({
        settings: { DATABASE_URL },
        onLine: () => undefined,
      });
      try {
        return await measure(stage, alone);
      } finally {
        await alone.stop();
      }
    },
  },
];
