// Measures what telephones cost the audio thread, and the delay between them: `npm run bench:phone-sound`.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median, percentile } from '../join/statistics.ts';
import { measureDelays, type Network } from './delay.ts';
import {
  openBaseline,
  openTelephones,
  type Telephones,
  type TelephoneSettings,
} from './telephones.ts';

const { values: options } = parseArgs({
  options: { seconds: { type: 'string', default: '8' }, rounds: { type: 'string', default: '3' } },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
/** Until decoders are created and code is compiled. */
const WARM_UP_MS = 3_000;

interface Case {
  name: string;
  settings: TelephoneSettings;
  open(settings: TelephoneSettings): Promise<Telephones>;
}

const meetings = { phoneCount: 20, together: 5 };
const cases: Case[] = [
  { name: 'baseline: packets forwarded', settings: meetings, open: openBaseline },
  { name: 'five to a meeting, all speak', settings: meetings, open: openTelephones },
  {
    name: 'the same with SRTP',
    settings: { ...meetings, isEncrypted: true },
    open: openTelephones,
  },
  {
    name: 'the same with G.722',
    settings: { ...meetings, codec: 'G722' },
    open: openTelephones,
  },
  {
    name: 'with G.722 and five Opus voices each',
    settings: { ...meetings, codec: 'G722', opusCount: 5 },
    open: openTelephones,
  },
  {
    name: 'a hundred telephones with G.722',
    settings: { phoneCount: 100, together: 5, codec: 'G722' },
    open: openTelephones,
  },
  {
    name: 'with five Opus voices each',
    settings: { ...meetings, opusCount: 5 },
    open: openTelephones,
  },
  {
    name: 'each alone with five Opus voices',
    settings: { phoneCount: 20, together: 1, opusCount: 5 },
    open: openTelephones,
  },
  {
    name: 'each alone with five who speak in turns',
    settings: { phoneCount: 20, together: 1, opusCount: 5, isInTurns: true },
    open: openTelephones,
  },
  {
    name: 'one alone, the only one in the thread',
    settings: { phoneCount: 1, together: 1, opusCount: 5 },
    open: openTelephones,
  },
  {
    name: 'one alone, without voices',
    settings: { phoneCount: 1, together: 1 },
    open: openTelephones,
  },
  {
    name: 'a hundred telephones',
    settings: { phoneCount: 100, together: 5 },
    open: openTelephones,
  },
];

/** Per cent of a core, of the thread. */
async function measureCpu({ open, settings }: Case): Promise<number> {
  const telephones = await open(settings);
  for (const phone of telephones.phones) phone.startTone();
  await pause(WARM_UP_MS);
  const before = await telephones.worker.cpuUsage();
  const started = performance.now();
  await pause(seconds * 1_000);
  const spent = await telephones.worker.cpuUsage(before);
  const elapsedMs = performance.now() - started;
  await telephones.close();
  return (spent.user + spent.system) / 10 / elapsedMs;
}

const networks: [string, Network][] = [
  ['clean', { jitterMs: 0, loss: 0 }],
  ['40 ms of jitter, 3 % loss', { jitterMs: 40, loss: 0.03 }],
];
const pair: TelephoneSettings = { phoneCount: 2, together: 2 };

for (const [name, network] of networks) {
  for (const [way, open] of [
    ['baseline', openBaseline],
    ['ours', openTelephones],
  ] as const) {
    const delays: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const telephones = await open(pair);
      delays.push(...(await measureDelays(telephones, network, seconds + 3)));
      await telephones.close();
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
