// Measures the cost of forwarding to many, ours compared with mediasoup alone, interleaved: `npm run bench:fan-out`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { median } from '../join/statistics.ts';
import { type LoadWindow, megabitsOf, packetsOf } from '../load/loadWindow.ts';
import { measureInQuiet } from '../load/quietMachine.ts';
import { barChart } from '../plot/barChart.ts';
import { cases, quickCases } from './cases.ts';
import { measureCase, type Peer } from './measure.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    /** How many seconds to wait for a quiet machine before each run. */
    patience: { type: 'string', default: '0' },
    /** Maximum tries of a run that others on the machine disturb. */
    tries: { type: 'string', default: '1' },
    /** Loads to run, by name. */
    cases: { type: 'string' },
    /** Path of the plot. */
    plot: { type: 'string' },
    json: { type: 'string' },
  },
});
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
const seconds = Number(options.seconds ?? (options.quick ? 4 : 12));

const peers: Peer[] = ['ours', 'bare'];
const all = (options.quick ? quickCases : cases)
  .filter(({ name }) => options.cases?.split(',').includes(name) ?? true)
  .flatMap((load) => peers.map((peer) => ({ load, peer, windows: [] as LoadWindow[] })));

for (let round = 0; round < rounds; round += 1) {
  // The order alternates, so that drift affects both alike.
  const order = round % 2 === 0 ? all : [...all].reverse();
  for (const { load, peer, windows } of order) {
    const window = await measureInQuiet(() => measureCase(peer, load, seconds), {
      patienceSeconds: Number(options.patience),
      tries: Number(options.tries),
    });
    windows.push(window);
    const { packetsLost, packetsLostGoingIn } = window.counts;
    const others = window.otherCpu / 1e6 / window.seconds;
    console.error(
      `${round} ${load.name} ${peer}: ${perPacket(window).toFixed(2)} µs a packet, ${packetsLost} lost (${packetsLostGoingIn} going in), others ${others.toFixed(2)} cores`,
    );
  }
}

function perPacket(window: LoadWindow): number {
  return (window.workerCpu + window.nodeCpu) / packetsOf(window);
}

const rows = all.map(({ load, peer, windows }) => {
  const of = (read: (window: LoadWindow) => number) => median(windows.map(read));
  const bare = all.find((one) => one.load === load && one.peer === 'bare');
  const cores = (cpu: (window: LoadWindow) => number) =>
    of((window) => cpu(window) / 1e6 / window.seconds);
  return {
    load: load.name,
    server: peer,
    'µs a packet, worker': of((window) => window.workerCpu / packetsOf(window)),
    'with Node': of(perPacket),
    'of bare': of(perPacket) / median(bare?.windows.map(perPacket) ?? []),
    'Mbit/s a core': of(
      (window) => (megabitsOf(window) * 1e6) / (window.workerCpu + window.nodeCpu),
    ),
    'Mbit/s': of((window) => megabitsOf(window) / window.seconds),
    'packets/s': of((window) => packetsOf(window) / window.seconds),
    lost: windows.reduce((sum, { counts }) => sum + counts.packetsLost, 0),
    'lost going in': windows.reduce((sum, { counts }) => sum + counts.packetsLostGoingIn, 0),
    'worker, cores': cores(({ workerCpu }) => workerCpu),
    'Node, cores': cores(({ nodeCpu }) => nodeCpu),
    'generator, cores': cores(({ generatorCpu }) => generatorCpu),
    'others, cores': cores(({ otherCpu }) => otherCpu),
    'fewest packets/s of one': of(
      ({ each, ...window }) =>
        Math.min(...each.filter((one) => one.packetsSent === 0).map((one) => one.packetsReceived)) /
        window.seconds,
    ),
  };
});

console.table(
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'number' ? Number(value.toPrecision(4)) : value,
      ]),
    ),
  ),
);
console.log(
  `medians of ${rounds} rounds of ${seconds} s; lost: total over all rounds; packets include bandwidth probes.`,
);
if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);
if (options.plot !== undefined) {
  const chart = barChart({
    title: 'Forwarding: CPU time a packet, Node and worker together',
    unit: 'µs',
    groups: [...new Set(rows.map((row) => row.load))],
    series: peers.map((peer) => ({
      name: peer === 'ours' ? 'Distansmöte' : 'mediasoup alone',
      values: rows.filter(({ server }) => server === peer).map((row) => row['with Node']),
    })),
  });
  writeFileSync(options.plot, chart);
}
