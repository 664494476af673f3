// Measures the memory of idle servers, and what uses it: `npm run bench:idle`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { CHECKOUT } from '@distansmote/testkit/server/clientBuild.ts';
import { median } from '../join/statistics.ts';
import { residentKilobytesOf } from '../load/cpuTime.ts';
import {
  type LoadServer,
  startBare,
  startBareSockets,
  startOurs,
  type StartOptions,
} from '../load/loadServers.ts';
import { measureModules } from './modules.ts';
import { collectedHeapOf, processMemoryOf } from './processMemory.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    /** From the start of a server to the measurement. */
    seconds: { type: 'string', default: '15' },
    /** The folder of another checkout, measured in the same rounds. */
    beside: { type: 'string' },
  },
});

/** Compiled by their first start, as with `npm start`. */
const compiled = { NODE_COMPILE_CACHE: mkdtempSync(join(tmpdir(), 'bench-idle-')) };

async function telephones(): Promise<Settings> {
  const { firstPort, lastPort } = await freePorts(100);
  return {
    SIP_PORT: String(await freePort()),
    SIP_TRUNK_ALLOW: '127.0.0.1',
    SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
  };
}

type Settings = Record<string, string>;
type Start = (node: StartOptions) => Promise<LoadServer>;

const nothing = async (): Promise<Settings> => ({});
const ours =
  (settings: () => Promise<Settings>, checkout = CHECKOUT): Start =>
  async (node) =>
    startOurs({ ...node, checkout, settings: await settings() });

const { beside } = options;
const servers: Record<string, Start> = {
  'mediasoup and a WebSocket': startBare,
  'mediasoup and Socket.IO': (node) => startBareSockets({ ...node, withTransports: true }),
  ours: ours(nothing),
  'ours, compiled': ours(async () => compiled),
  'ours with telephones': ours(telephones),
  'ours with telephones, compiled': ours(async () => ({ ...compiled, ...(await telephones()) })),
  ...(beside !== undefined && {
    beside: ours(nothing, beside),
    'beside with telephones': ours(telephones, beside),
  }),
};

async function measure(startServer: Start) {
  const inspectorPort = await freePort();
  const server = await startServer({ nodeOptions: [`--inspect-port=127.0.0.1:${inspectorPort}`] });
  try {
    await pause(Number(options.seconds) * 1_000);
    const memory = processMemoryOf(server.nodePid);
    const worker = residentKilobytesOf(server.workerPid) / 1_024;
    return { ...memory, worker, heap: await collectedHeapOf(server.nodePid, inspectorPort) };
  } finally {
    await server.stop();
  }
}

for (const name of ['ours, compiled', 'ours with telephones, compiled'])
  await (await servers[name]?.({}))?.stop();
const measured = new Map<string, Awaited<ReturnType<typeof measure>>[]>();
for (let round = 0; round < Number(options.rounds); round += 1)
  for (const [name, startServer] of Object.entries(servers))
    measured.set(name, [...(measured.get(name) ?? []), await measure(startServer)]);
rmSync(compiled.NODE_COMPILE_CACHE, { recursive: true });

const rounded = (megabytes: number) => Number(megabytes.toFixed(1));
console.table(
  [...measured].map(([server, all]) => ({
    'at rest, MB': server,
    resident: rounded(median(all.map((one) => one.resident))),
    proportional: rounded(median(all.map((one) => one.proportional))),
    'of files': rounded(median(all.map((one) => one.resident - one.anonymous))),
    'its own': rounded(median(all.map((one) => one.anonymous))),
    'JavaScript, collected': rounded(median(all.map((one) => one.heap))),
    'media worker': rounded(median(all.map((one) => one.worker))),
  })),
);
console.table(
  (await measureModules()).map(({ what, when, added }) => ({
    'imported alone': what,
    'MB more than Node alone': rounded(added),
    'imported when': when,
  })),
);
