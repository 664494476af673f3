// Measures a packet's way through a media tunnel, beside two threads that only forward it: `npm run bench:media-tunnel`.
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { MediaTunnels } from '../../server/src/cluster/lines/mediaTunnels.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';
import { median, percentile } from '../join/statistics.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
  },
});
const HOST = '127.0.0.1';
const BATCH_MS = 5;

interface Load {
  name: string;
  bytes: number;
  perSecond: number;
}
const loads: Load[] = [
  { name: '20 telephones, both ways', bytes: 180, perSecond: 2_000 },
  { name: '100 telephones, both ways', bytes: 180, perSecond: 10_000 },
  { name: '10 room systems, 2 Mbit/s both ways', bytes: 1_150, perSecond: 4_300 },
];

const cpuUs = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const receiver = await RtpSocket.open(HOST, 0, 4_194_304);
const sender = await RtpSocket.open(HOST, 0);
const latenciesMs: number[] = [];
receiver.listen((packet) => {
  latenciesMs.push(performance.now() - packet.readDoubleBE(0));
});

async function send({ bytes, perSecond }: Omit<Load, 'name'>, port: number, packet?: Buffer) {
  const seconds = Number(options.seconds);
  const startedAt = performance.now();
  let sent = 0;
  while (sent < perSecond * seconds) {
    const due = Math.min(
      perSecond * seconds,
      ((performance.now() - startedAt) * perSecond) / 1_000,
    );
    for (; sent < due; sent += 1) {
      const next = packet ?? Buffer.alloc(bytes);
      if (packet === undefined) next.writeDoubleBE(performance.now(), 0);
      sender.send(next, { address: HOST, port });
    }
    await pause(BATCH_MS);
  }
  await pause(200);
  return sent;
}

async function measure(load: Load, port: number) {
  latenciesMs.length = 0;
  const before = cpuUs();
  const sent = await send(load, port);
  return {
    cpu: (cpuUs() - before) / sent,
    median: median(latenciesMs),
    p99: percentile(latenciesMs, 0.99),
    lost: sent - latenciesMs.length,
  };
}

async function startTunnels() {
  const port = await freePort();
  const address = `http://${HOST}:${port}`;
  const secret = randomUUID();
  return { port, address, secret };
}

async function bareRelay(target: number) {
  const worker = new Worker(new URL('./bareRelay.ts', import.meta.url), { workerData: { target } });
  const [port] = (await once(worker, 'message')) as [number];
  return { worker, port };
}

const [here, there] = [await startTunnels(), await startTunnels()];
const log = createLog('silent');
const { secret } = here;
const line = await MediaTunnels.start({ ...here, log });
const holder = await MediaTunnels.start({ ...there, secret, log });
const link = { linkId: randomUUID(), salt: randomUUID(), onLost: () => console.error('lost') };
const fromLine = line.open({ ...link, end: 'line', peerAddress: there.address });
const fromHolder = holder.open({ ...link, end: 'holder', peerAddress: here.address });
await Promise.all([fromLine.opened, fromHolder.opened]);
fromHolder.allow(receiver.port);
const second = await bareRelay(receiver.port);
const first = await bareRelay(second.port);
const ways = { tunnel: await fromLine.standIn(receiver.port), bare: first.port };

for (const port of Object.values(ways)) await send({ bytes: 180, perSecond: 5_000 }, port);
const rows: Record<string, string | number>[] = [];
for (const load of loads) {
  const measured = { tunnel: [] as Measured[], bare: [] as Measured[] };
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const order = round % 2 === 0 ? (['bare', 'tunnel'] as const) : (['tunnel', 'bare'] as const);
    for (const way of order) measured[way].push(await measure(load, ways[way]));
  }
  for (const way of ['bare', 'tunnel'] as const) {
    const of = (key: keyof Measured) => median(measured[way].map((one) => one[key]));
    rows.push({
      load: load.name,
      way,
      'CPU µs a packet': of('cpu').toFixed(1),
      'latency ms': of('median').toFixed(2),
      'p99 ms': of('p99').toFixed(2),
      lost: of('lost'),
    });
  }
}
console.log('CPU of the whole process, with what sends and receives; two forwarding threads each.');
console.table(rows);

/** The CPU of the process while datagrams come that no tunnel opens, less what sending them takes. */
async function garbageCost(garbage: Buffer) {
  const nowhere = await freePort();
  const flood = { bytes: 0, perSecond: 10_000 };
  const costs: number[] = [];
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const begun = cpuUs();
    const unheard = await send(flood, nowhere, garbage);
    const between = cpuUs();
    const heard = await send(flood, there.port, garbage);
    costs.push((cpuUs() - between) / heard - (between - begun) / unheard);
  }
  return median(costs).toFixed(1);
}
console.log(`µs of CPU for a datagram of garbage: ${await garbageCost(randomBytes(1_200))}`);

await Promise.all([
  line.stop(),
  holder.stop(),
  first.worker.terminate(),
  second.worker.terminate(),
]);
receiver.close();
sender.close();

type Measured = Awaited<ReturnType<typeof measure>>;
