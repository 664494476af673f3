// Measures what a meeting costs as it grows, ours compared with mediasoup alone: `npm run bench:growth`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { median } from '../join/statistics.ts';
import { type LoadWindow, megabitsOf } from '../load/loadWindow.ts';
import { quietMachine } from '../load/quietMachine.ts';
import { barChart } from '../plot/barChart.ts';
import { measureMeeting } from './measure.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    /** How many speak continuously. */
    speaking: { type: 'string', default: '2' },
    /** The bare server is not run with larger meetings, since it sends everything to everybody. */
    largestBare: { type: 'string', default: '10' },
    /** How many seconds to wait for a quiet machine before each run. */
    patience: { type: 'string', default: '0' },
    plot: { type: 'string' },
    json: { type: 'string' },
  },
});
const sizes = (options.sizes ?? (options.quick ? '2,5' : '2,5,10,20,50')).split(',').map(Number);
const rounds = Number(options.rounds);
const seconds = Number(options.seconds ?? (options.quick ? 4 : 10));

const all = sizes.flatMap((size) =>
  (['ours', 'bare'] as const)
    .filter((peer) => !(options.quick && peer === 'bare'))
    .filter((peer) => peer === 'ours' || size <= Number(options.largestBare))
    .map((peer) => ({ size, peer, windows: [] as LoadWindow[] })),
);
for (let round = 0; round < rounds; round += 1) {
  for (const { size, peer, windows } of all) {
    await quietMachine(Number(options.patience));
    const window = await measureMeeting(peer, size, Number(options.speaking), seconds);
    windows.push(window);
    const mbits = megabitsOf(window) / window.seconds;
    const others = window.otherCpu / 1e6 / window.seconds;
    console.error(
      `${round} ${size} ${peer}: ${mbits.toFixed(1)} Mbit/s, others ${others.toFixed(2)} cores`,
    );
  }
}

const rows = all.map(({ size, peer, windows }) => {
  const of = (read: (window: LoadWindow) => number) =>
    Number(median(windows.map(read)).toPrecision(4));
  const cores = (read: (window: LoadWindow) => number) =>
    of((window) => read(window) / 1e6 / window.seconds);
  const ofEach = (name: 'bytesReceived' | 'bytesSent', share: (values: number[]) => number) =>
    of(({ each, seconds: length }) => share(each.map((one) => (one[name] * 8) / 1_000 / length)));
  return {
    participants: size,
    server: peer,
    'worker, cores': cores(({ workerCpu }) => workerCpu),
    'Node, cores': cores(({ nodeCpu }) => nodeCpu),
    'received, kbit/s each': ofEach('bytesReceived', median),
    most: ofEach('bytesReceived', (values) => Math.max(...values)),
    'sent, kbit/s each': ofEach('bytesSent', median),
    'Mbit/s out': of((window) => megabitsOf(window) / window.seconds),
    'packets/s out': of(({ counts, seconds: length }) => counts.packetsReceived / length),
    lost: of(({ counts }) => counts.packetsLost),
    'lost going in': of(({ counts }) => counts.packetsLostGoingIn),
    'generator, cores': cores(({ generatorCpu }) => generatorCpu),
    'others, cores': cores(({ otherCpu }) => otherCpu),
  };
});
console.table(rows);
console.log(
  `medians of ${rounds} rounds of ${seconds} s; each sends microphone and camera in three layers, ${options.speaking} speak.`,
);
if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);
if (options.plot !== undefined) {
  const valuesOf = (peer: string, read: (row: (typeof rows)[number]) => number) =>
    sizes.map((size) => {
      const row = rows.find((one) => one.participants === size && one.server === peer);
      return row === undefined ? Number.NaN : read(row);
    });
  const series = [
    { name: 'Distansmöte', peer: 'ours' },
    { name: 'mediasoup, all to all', peer: 'bare' },
  ];
  const chart = (title: string, unit: string, read: (row: (typeof rows)[number]) => number) =>
    barChart({
      title,
      unit,
      groups: sizes.map((size) => `${size} participants`),
      series: series.map(({ name, peer }) => ({ name, values: valuesOf(peer, read) })),
    });
  writeFileSync(
    options.plot,
    chart('A meeting as it grows: CPU of the server', 'cores', (row) =>
      Number((row['worker, cores'] + row['Node, cores']).toFixed(3)),
    ),
  );
  writeFileSync(
    options.plot.replace('.svg', '-received.svg'),
    chart(
      'A meeting as it grows: received by each',
      'kbit/s',
      (row) => row['received, kbit/s each'],
    ),
  );
}
