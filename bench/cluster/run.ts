// What a socket costs that another server of a cluster passes on, beside one that arrives at the right server: `npm run bench:cluster`.
import { parseArgs } from 'node:util';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import { startPostgres } from '@distansmote/testkit/database/startPostgres.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { median, percentile } from '../join/statistics.ts';
import { residentKilobytesOf } from '../load/cpuTime.ts';

const { values: options } = parseArgs({
  options: {
    /** Each opens a socket directly and one through the other server, in turns, and sends requests on both. */
    rounds: { type: 'string', default: '100' },
    /** How many sockets are open at once for the memory of one. */
    sockets: { type: 'string', default: '500' },
  },
});
/** Fewer than a socket may send at once. */
const REQUESTS = 60;

const postgres = await startPostgres();
const cluster = await startCluster({ count: 2, databaseUrl: await postgres.createDatabase() });
try {
  const [owner, edge] = cluster.nodes as [ServerProcess, ServerProcess];
  const { callId } = await cluster.createSpace('Mätning');
  const lookUp = await fetch(`${owner.url}/api/meetings/${callId}`);
  const { room, rtpCapabilities } = (await lookUp.json()) as {
    room: string;
    rtpCapabilities: object;
  };
  let addresses = 0;
  const open = (node: ServerProcess) => {
    addresses += 1;
    const address = `198.51.${Math.floor(addresses / 250)}.${addresses % 250}`;
    const host = { url: node.url, mediaWorkers: { rtpCapabilities } };
    return Page.open(host, { query: { room }, extraHeaders: { 'X-Forwarded-For': address } });
  };
  const anna = await open(owner);
  await anna.enter(callId, 'Anna');

  const openingMs = { direct: [] as number[], passedOn: [] as number[] };
  const requestMs = { direct: [] as number[], passedOn: [] as number[] };
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const pages: Page[] = [];
    const ways = [
      ['direct', owner],
      ['passedOn', edge],
    ] as const;
    for (const [way, node] of round % 2 === 0 ? ways : ways.toReversed()) {
      const startedAt = performance.now();
      const page = await open(node);
      openingMs[way].push(performance.now() - startedAt);
      pages.push(page);
      for (let sent = 0; sent < REQUESTS; sent += 1) {
        const sentAt = performance.now();
        // Answered at once: what is measured is the way.
        await page.ask('nothing', {});
        requestMs[way].push(performance.now() - sentAt);
      }
    }
    for (const page of pages) page.close();
  }

  const held: Page[] = [];
  const openMany = async () => {
    for (let opened = 0; opened < Number(options.sockets); opened += 1) held.push(await open(edge));
  };
  // The first ones warm up what all share.
  await openMany();
  const before = residentKilobytesOf(edge.pid);
  await openMany();
  const each = (residentKilobytesOf(edge.pid) - before) / Number(options.sockets);
  for (const page of held) page.close();

  const shown = (values: number[]) =>
    `p50 ${median(values).toFixed(2)} ms, p95 ${percentile(values, 0.95).toFixed(2)} ms`;
  for (const [what, { direct, passedOn }] of Object.entries({ openingMs, requestMs })) {
    console.log(`${what}: direct ${shown(direct)}; passed on ${shown(passedOn)}`);
    console.log(`  more: ${(median(passedOn) - median(direct)).toFixed(2)} ms`);
  }
  console.log(`memory at the edge: ${each.toFixed(0)} kB a socket`);
  anna.close();
} finally {
  await cluster.stop();
  await postgres.stop();
}
