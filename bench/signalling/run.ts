// Measures joins, idle participants and a storm of joins, compared with the bare parts: `npm run bench:signalling`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { median, percentile } from '../join/statistics.ts';
import { type LoadServer, startBare, startOurs } from '../load/loadServers.ts';
import { quietMachine } from '../load/quietMachine.ts';
import { barChart } from '../plot/barChart.ts';
import { type JoinCost, measureBareCalls } from './bareCallsProcess.ts';
import { IDLE_SECONDS, type IdleKind, type IdleMemory, measureIdleMemory } from './idleMemory.ts';
import { joinCases } from './joinCases.ts';
import { measureJoins } from './joins.ts';
import { measureStorm, type Storm } from './storm.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** Any of joins, memory, storm. */
    parts: { type: 'string', default: 'joins,memory,storm' },
    rounds: { type: 'string' },
    /** The folder of another checkout, measured in the same rounds. */
    beside: { type: 'string' },
    /** How many seconds to wait for a quiet machine before each run. */
    patience: { type: 'string', default: '0' },
    plot: { type: 'string' },
    json: { type: 'string' },
  },
});
const { quick, beside } = options;
/** mediasoup's calls in a loop; the same asked for by acknowledgements of a bare Socket.IO: the floor of this stack. */
type Side = 'ours' | 'beside' | 'bare' | 'floor';
const servers: Record<Exclude<Side, 'bare'>, () => Promise<LoadServer>> = {
  ours: () => startOurs(),
  beside: () => startOurs(beside === undefined ? {} : { checkout: beside }),
  floor: () => startBare({ speaks: 'Socket.IO' }),
};
const sides =
  beside === undefined ? (['ours', 'bare'] as const) : (['ours', 'beside', 'bare'] as const);
const rounds = Number(options.rounds ?? (quick ? 1 : 3));
const parts = new Set(options.parts.split(','));
const results: Record<string, object[]> = {};

/** Ours first in one round, last in the next. */
async function interleaved<K, M>(
  kinds: readonly K[],
  measure: (kind: K) => Promise<M>,
): Promise<Map<K, M[]>> {
  const all = new Map(kinds.map((kind) => [kind, [] as M[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of round % 2 === 0 ? kinds : [...kinds].reverse()) {
      await quietMachine(Number(options.patience));
      const measured = await measure(kind);
      all.get(kind)?.push(measured);
      console.error(round, kind, measured instanceof Object ? shortened(measured) : '');
    }
  }
  return all;
}

const rounded = (value: number) => Number(value.toPrecision(4));
const shortened = (measured: object) =>
  JSON.stringify(measured, (_, value: unknown) => {
    if (Array.isArray(value)) return undefined;
    return typeof value === 'number' ? rounded(value) : value;
  });

if (parts.has('joins')) {
  // Until the compiler has optimized it, a join costs twice as much.
  const [warmUp, joins] = quick ? [100, 100] : [500, 400];
  const cases = quick ? joinCases.slice(0, 1) : joinCases;
  const total = (costs: JoinCost[] = []) => median(costs.map(({ node, worker }) => node + worker));
  const socket = await interleaved(['a socket alone'], async () =>
    measureJoins(await startOurs(), undefined, warmUp, joins),
  );
  const bySide = await interleaved(
    cases.flatMap((join) => ([...sides, 'floor'] as Side[]).map((side) => ({ join, side }))),
    async ({ join, side }) =>
      side === 'bare'
        ? measureBareCalls(join, warmUp, joins)
        : measureJoins(await servers[side](), join, warmUp, joins),
  );
  const costsOf = (name: string, side: string) =>
    [...bySide].find(([kind]) => kind.join.name === name && kind.side === side)?.[1];
  const aSocket = total(socket.get('a socket alone'));
  results['joins'] = cases.map(({ name }) => {
    const [ours, bare] = [costsOf(name, 'ours') ?? [], costsOf(name, 'bare') ?? []];
    const others = costsOf(name, 'beside');
    const floor = costsOf(name, 'floor') ?? [];
    return {
      join: name,
      'ours, µs': rounded(total(ours)),
      'Node, µs': rounded(median(ours.map(({ node }) => node))),
      'worker, µs': rounded(median(ours.map(({ worker }) => worker))),
      'bare calls, µs': rounded(total(bare)),
      'their Node, µs': rounded(median(bare.map(({ node }) => node))),
      'of bare': rounded(total(ours) / total(bare)),
      'floor (bare calls over a bare Socket.IO), µs': rounded(total(floor)),
      'of the floor': rounded(total(ours) / total(floor)),
      'of ours: a socket alone, µs': rounded(aSocket),
      'of bare, but for the socket': rounded((total(ours) - aSocket) / total(bare)),
      ...(others && { 'beside, µs': rounded(total(others)) }),
    };
  });
  console.table(results['joins']);
}

if (parts.has('memory')) {
  const kinds: IdleKind[] = [
    'bare socket',
    'our socket',
    'bare with transports',
    'our participant',
  ];
  const all = new Map<IdleKind, IdleMemory[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round += 1) {
    // At the same time: memory is measured, and most of it is waiting.
    const measured = await Promise.all(
      kinds.map((kind) => measureIdleMemory(kind, quick ? 100 : 500, quick ? 3 : IDLE_SECONDS)),
    );
    for (const [place, kind] of kinds.entries())
      if (measured[place] !== undefined) all.get(kind)?.push(measured[place]);
  }
  const medianOf = (kind: IdleKind, part: keyof IdleMemory) =>
    median((all.get(kind) ?? []).map((one) => one[part]));
  const bareOf: Partial<Record<IdleKind, IdleKind>> = {
    'our socket': 'bare socket',
    'our participant': 'bare with transports',
  };
  results['memory'] = kinds.map((kind) => {
    const bare = bareOf[kind] ?? kind;
    return {
      idle: kind,
      'heap, kB': rounded(medianOf(kind, 'heap')),
      'of bare': rounded(medianOf(kind, 'heap') / medianOf(bare, 'heap')),
      'resident, kB': rounded(medianOf(kind, 'resident')),
      'of a bare socket': rounded(medianOf(kind, 'heap') / medianOf('bare socket', 'heap')),
      'of bare, resident': rounded(medianOf(kind, 'resident') / medianOf(bare, 'resident')),
      'worker, kB': rounded(medianOf(kind, 'worker')),
    };
  });
  console.table(results['memory']);
}

if (parts.has('storm')) {
  const count = quick ? 100 : 500;
  const all = await interleaved(sides, (side) =>
    side === 'beside' ? measureStorm('ours', count, beside) : measureStorm(side, count),
  );
  results['storm'] = [...all].map(([peer, storms]) => {
    const of = (read: (storm: Storm) => number) => rounded(median(storms.map(read)));
    return {
      server: peer,
      joins: count,
      'joined, all rounds': storms.reduce((sum, { joinsMs }) => sum + joinsMs.length, 0),
      'prepared again': of(({ anew }) => anew),
      'median, ms': of(({ joinsMs }) => median(joinsMs)),
      'p95, ms': of(({ joinsMs }) => percentile(joinsMs, 0.95)),
      'last, ms': of(({ wholeMs }) => wholeMs),
      'Node, µs a join': of(({ node }) => node),
      'worker, µs a join': of(({ worker }) => worker),
    };
  });
  console.table(results['storm']);
}

if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
const joined = results['joins'] as { join: string; 'ours, µs': number; 'bare calls, µs': number }[];
if (options.plot !== undefined && parts.has('joins')) {
  const chart = barChart({
    title: 'A join and a leave: CPU time, Node and worker together',
    unit: 'µs',
    groups: joined.map(({ join }) => join),
    series: [
      { name: 'Distansmöte', values: joined.map((row) => row['ours, µs']) },
      { name: 'mediasoup’s calls alone', values: joined.map((row) => row['bare calls, µs']) },
    ],
  });
  writeFileSync(options.plot, chart);
}
