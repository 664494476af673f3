// How much clusters of other sizes hold, computed from what was measured; the formulas are in docs/performance.md.
import { IN_A_MEETING, type MediaCost } from './media.ts';
import type { BeatsRow } from './beats.ts';
import type { StatementCounts } from './statements.ts';

/** Of a core: the rest is for peaks, and for people with a picture in full size. */
const FULL_AT_CORES = 0.7;
const NODES = [1, 3, 10, 100] as const;
/** All come within so long, at the full hour. */
const ALL_COME_WITHIN_SECONDS = 300;
/** 10 and one for the beats (server/src/storage/postgres.ts). */
const CONNECTIONS_OF_EACH = 11;

export interface Measured {
  media: MediaCost;
  beats: readonly BeatsRow[];
  statements: readonly StatementCounts[];
  /** Of each node. */
  mediaWorkers: number;
}

export interface Model {
  peoplePerWorker: number;
  peoplePerNode: number;
  /** PostgreSQL's cores for the beats of N nodes: `perNode · N + perPair · N²`. */
  beats: { perNode: number; perPair: number };
}

export function modelOf({ media, beats, mediaWorkers }: Measured): Model {
  const peoplePerWorker = Math.floor(FULL_AT_CORES / media.workerCores);
  // Node's own thread leads all workers.
  const peoplePerThread = Math.floor(FULL_AT_CORES / media.nodeCores);
  return {
    peoplePerWorker,
    peoplePerNode: Math.min(peoplePerWorker * mediaWorkers, peoplePerThread),
    beats: fitBeats(beats),
  };
}

/** By least squares on the cores of one node, which is `perNode + perPair · N`. */
function fitBeats(rows: readonly BeatsRow[]): Model['beats'] {
  const points = rows.map(({ nodes, postgresCores }) => [nodes, postgresCores / nodes] as const);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const covariance = mean(points.map(([x, y]) => (x - meanX) * (y - meanY)));
  const variance = mean(points.map(([x]) => (x - meanX) ** 2));
  // Noise may let it fall.
  const perPair = variance === 0 ? 0 : Math.max(0, covariance / variance);
  return { perNode: meanY - perPair * meanX, perPair };
}

export function modelRows(measured: Measured) {
  const { peoplePerNode, beats } = modelOf(measured);
  // Fewer where polls take so long that there are fewer.
  const perNode = Math.max(...measured.beats.map((row) => row.statementsPerSecond / row.nodes));
  const counts = measured.statements.at(-1);
  const perComer = {
    statements: (counts?.perLookUp.statements ?? 0) + (counts?.perJoin.statements ?? 0),
    cpuUs: (counts?.perLookUp.cpuUs ?? 0) + (counts?.perJoin.cpuUs ?? 0),
  };
  return NODES.map((nodes) => {
    const people = nodes * peoplePerNode;
    const comers = people / ALL_COME_WITHIN_SECONDS;
    const cores =
      beats.perNode * nodes + beats.perPair * nodes ** 2 + (comers * perComer.cpuUs) / 1e6;
    return {
      nodes,
      people,
      'when one may die': nodes === 1 ? 0 : people - peoplePerNode,
      'meetings of five': Math.floor(people / IN_A_MEETING),
      'beats: statements a second': Math.round(perNode * nodes),
      'all come in 5 minutes: more': Math.round(comers * perComer.statements),
      'PostgreSQL, % of a core': Number((100 * cores).toFixed(1)),
      connections: nodes * CONNECTIONS_OF_EACH,
    };
  });
}
