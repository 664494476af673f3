// Measures what servers take of memory while nobody uses them, and what holds it: `npm run bench:idle`.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
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
    /** From the start of a server until it is measured. */
    seconds: { type: 'string', default: '15' },
    /** The folder of another checkout of ours, measured in the same rounds. */
    beside: { type: 'string' },
  },
});

async function telephones(): Promise<Record<string, string>> {
  const { firstPort, lastPort } = await freePorts(100);
  return {
    SIP_PORT: String(await freePort()),
    SIP_TRUNK_ALLOW: '127.0.0.1',
    SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
  };
}

const { beside } = options;
type Start = (nodeOptions: StartOptions) => Promise<LoadServer>;
const servers: Record<string, Start> = {
  'mediasoup and a WebSocket': startBare,
  'mediasoup and Socket.IO': (node) => startBareSockets({ ...node, withTransports: true }),
  ours: startOurs,
  'ours, telephones': async (node) => startOurs({ ...node, settings: await telephones() }),
  ...(beside !== undefined && {
    beside: (node) => startOurs({ ...node, checkout: beside }),
    'beside, telephones': async (node) =>
      startOurs({ ...node, checkout: beside, settings: await telephones() }),
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

const measured = new Map<string, Awaited<ReturnType<typeof measure>>[]>();
for (let round = 0; round < Number(options.rounds); round += 1)
  for (const [name, startServer] of Object.entries(servers))
    measured.set(name, [...(measured.get(name) ?? []), await measure(startServer)]);

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
