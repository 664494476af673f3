// Measures what telephones cost the audio thread, and how late they hear one another: `node bench/phone-sound/run.ts`.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median, percentile } from '../join/statistics.ts';
import { measureDelays, type Network } from './delay.ts';
import { openFloor, openLines, type Lines, type LinesSettings } from './lines.ts';

const { values: options } = parseArgs({
  options: { seconds: { type: 'string', default: '8' }, rounds: { type: 'string', default: '3' } },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
/** Until decoders are made and code is compiled. */
const WARM_UP_MS = 3_000;

interface Case {
  name: string;
  settings: LinesSettings;
  open(settings: LinesSettings): Promise<Lines>;
}

const meetings = { phoneCount: 20, together: 5 };
const cases: Case[] = [
  { name: 'floor: packets sent back', settings: meetings, open: openFloor },
  { name: 'five to a meeting, all speak', settings: meetings, open: openLines },
  { name: 'the same with SRTP', settings: { ...meetings, isEncrypted: true }, open: openLines },
  { name: 'with five Opus voices each', settings: { ...meetings, opusCount: 5 }, open: openLines },
  {
    name: 'each alone with five Opus voices',
    settings: { phoneCount: 20, together: 1, opusCount: 5 },
    open: openLines,
  },
  {
    name: 'each alone with five who speak in turns',
    settings: { phoneCount: 20, together: 1, opusCount: 5, isInTurns: true },
    open: openLines,
  },
  {
    name: 'one alone, and no other in the thread',
    settings: { phoneCount: 1, together: 1, opusCount: 5 },
    open: openLines,
  },
  {
    name: 'one alone, without voices',
    settings: { phoneCount: 1, together: 1 },
    open: openLines,
  },
  { name: 'a hundred telephones', settings: { phoneCount: 100, together: 5 }, open: openLines },
];

/** Per cent of a core, of the thread. */
async function measureCpu({ open, settings }: Case): Promise<number> {
  const lines = await open(settings);
  for (const phone of lines.phones) phone.speak();
  await pause(WARM_UP_MS);
  const before = await lines.worker.cpuUsage();
  const started = performance.now();
  await pause(seconds * 1_000);
  const spent = await lines.worker.cpuUsage(before);
  const elapsedMs = performance.now() - started;
  await lines.close();
  return (spent.user + spent.system) / 10 / elapsedMs;
}

const networks: [string, Network][] = [
  ['clean', { jitterMs: 0, loss: 0 }],
  ['40 ms of jitter, 3 % loss', { jitterMs: 40, loss: 0.03 }],
];
const pair: LinesSettings = { phoneCount: 2, together: 2 };

for (const [name, network] of networks) {
  for (const [way, open] of [
    ['floor', openFloor],
    ['ours', openLines],
  ] as const) {
    const delays: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const lines = await open(pair);
      delays.push(...(await measureDelays(lines, network, seconds + 3)));
      await lines.close();
    }
    console.log(
      `${name}, ${way}: median ${median(delays).toFixed(1)} ms, 95 % ${percentile(delays, 0.95).toFixed(1)} ms of ${delays.length}`,
    );
  }
}
for (const one of cases) {
  const cpu: number[] = [];
  for (let round = 0; round < rounds; round += 1) cpu.push(await measureCpu(one));
  const each = median(cpu) / one.settings.phoneCount;
  console.log(
    `${one.name}: ${median(cpu).toFixed(1)} % of a core, ${each.toFixed(3)} % a telephone`,
  );
}
