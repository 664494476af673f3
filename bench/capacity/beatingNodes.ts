// A process of servers that only beat: real `Cluster` objects with meetings of which some change, without HTTP and media workers.
import { setTimeout as pause } from 'node:timers/promises';
import type { CallId } from '@distansmote/shared/ids.ts';
import { Cluster } from '../../server/src/cluster/cluster.ts';
import { Limiter } from '../../server/src/limits/limiter.ts';
import { PinOwners } from '../../server/src/meetings/pinOwners.ts';
import { UncheckedLobbies } from '../../server/src/meetings/uncheckedLobbies.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { openDatabase } from '../../server/src/storage/database.ts';
import { openBeats } from '../../server/src/storage/postgres.ts';
import type { BeatsAnswer, BeatsAsk } from './beatsMessages.ts';

const [databaseUrl = '', meetingsOfEach = '0', changesOfEach = '0'] = process.argv.slice(2);
/** They do not start at the same moment, as real ones do not. */
const APART_MS = 50;
const MAX_TRIES = 10;
const log = createLog('silent');
const database = await openDatabase({ DATA_DIR: '', DATABASE_URL: databaseUrl });
const clusters: Cluster[] = [];
/** Between two polls of one server: the second that it waits, and what the poll takes. */
let gapsMs: number[] = [];
let failuresBefore = 0;

/** @throws Error if the database does not answer, though asked often. */
async function join(tries = 1): Promise<Cluster> {
  let lastAtMs: number | undefined;
  const beats = openBeats(databaseUrl);
  try {
    return await Cluster.join({
      database,
      beats,
      address: `http://127.0.0.1:${20_000 + clusters.length}`,
      version: 'bench',
      mediaWorkers: { count: 1 },
      send: () => Promise.reject(new Error('nobody listens')),
      reach: {
        isReached: () => true,
        polled() {
          const nowMs = performance.now();
          if (lastAtMs !== undefined) gapsMs.push(nowMs - lastAtMs);
          lastAtMs = nowMs;
        },
      },
      log,
    });
  } catch (error) {
    // While many start, a busy machine may not answer within the second that a beat waits.
    await beats.destroy();
    if (tries === MAX_TRIES) throw error;
    return join(tries + 1);
  }
}

async function addNode(callIds: readonly CallId[]): Promise<void> {
  const cluster = await join();
  cluster.serve({
    count: callIds.length,
    get presentCounts() {
      // Each second somebody comes to some of them, or leaves.
      const changed = 4 + (Math.floor(performance.now() / 1_000) % 2);
      return new Map(
        callIds.map((callId, at) => [callId, at < Number(changesOfEach) ? changed : 5]),
      );
    },
    uncheckedLobbies: new UncheckedLobbies(new Limiter(), () => undefined),
    pinOwners: new PinOwners(() => Promise.resolve(undefined)),
    find: () => Promise.resolve(undefined),
    end: () => Promise.resolve(false),
    handedOver: () => Promise.resolve(),
  });
  for (const callId of callIds) await cluster.meetings.claim(callId);
  clusters.push(cluster);
}

const failures = () => clusters.reduce((sum, { beatHealth }) => sum + beatHealth.failureCount, 0);

async function handle(ask: BeatsAsk): Promise<BeatsAnswer> {
  switch (ask.type) {
    case 'add': {
      for (let at = 0; at < ask.count; at += 1) {
        const first = ask.firstMeeting + at * Number(meetingsOfEach);
        const callIds = Array.from(
          { length: Number(meetingsOfEach) },
          (_, meeting) => String(100_000_000 + first + meeting) as CallId,
        );
        await addNode(callIds);
        await pause(APART_MS);
      }
      return { gapsMs: [], failures: 0, seen: [] };
    }
    case 'begin':
      gapsMs = [];
      failuresBefore = failures();
      return { gapsMs: [], failures: 0, seen: [] };
    case 'end':
      return {
        gapsMs,
        failures: failures() - failuresBefore,
        seen: clusters.map(({ nodeCount }) => nodeCount),
      };
  }
}

process.on('message', (ask: BeatsAsk) => {
  handle(ask).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
