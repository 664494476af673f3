// Measures click on Anslut → first remote frame, ours beside the floors, interleaved: `npm run bench:join`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { startRelay } from '../relay.ts';
import { launchBrowser } from './browser.ts';
import { startFloor, startProduct } from './children.ts';
import { enterToStay, type Entrance, measureEntrance } from './enter.ts';
import { partsOf } from './parts.ts';
import { type Measured, printRows, rowsOf } from './report.ts';
import { DEFAULT_WAYS, type WayIn, waysIn } from './ways.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    json: { type: 'string' },
    ways: { type: 'string', default: DEFAULT_WAYS.join(',') },
    lines: { type: 'string', default: 'loopback,100ms' },
  },
});
const DELAY_MS = 50;

const ways = waysIn.filter(({ name }) => options.ways.split(',').includes(name));
const stops: (() => unknown)[] = [];
try {
  const pageFolder = mkdtempSync(join(tmpdir(), 'bench-floor-'));
  stops.push(() => rmSync(pageFolder, { recursive: true, force: true }));
  await build({
    root: fileURLToPath(new URL('floor', import.meta.url)),
    logLevel: 'error',
    build: { outDir: pageFolder, emptyOutDir: true },
  });
  const ours = await startProduct();
  stops.push(() => ours.stop());
  const floor = await startFloor(pageFolder);
  stops.push(() => floor.stop());
  const servers = { ours, floor };
  const addresses = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => address);
  const relayTo = async ({ port, mediaPort }: typeof floor) => {
    const relay = await startRelay({
      delayMs: DELAY_MS,
      tcpTarget: port,
      udpTarget: mediaPort,
      addresses,
    });
    stops.push(() => relay.close());
    return relay;
  };
  const relays = { ours: await relayTo(ours), floor: await relayTo(floor) };

  const entranceOf = ({ server, publishes, query }: WayIn, line: string): Entrance => {
    const { port, mediaPort } = servers[server];
    const { tcpPort, udpPort } = relays[server];
    const isFar = line !== 'loopback';
    const path =
      server === 'ours' ? `meeting/${ours.callId}` : `?${query}&publish=${publishes ? 1 : 0}`;
    return {
      url: `http://127.0.0.1:${isFar ? tcpPort : port}/${path}`,
      publishes,
      detour: isFar ? { mediaPort, relayPort: udpPort } : undefined,
    };
  };

  const publishers = await launchBrowser();
  stops.push(() => publishers.close());
  for (const name of ['ours', 'floor']) {
    const way = waysIn.find((one) => one.name === name);
    if (way) await enterToStay(publishers, entranceOf(way, 'loopback'));
  }
  // The publishers' bandwidth estimate climbs for some seconds.
  await pause(10_000);

  const joiners = await launchBrowser();
  stops.push(() => joiners.close());
  const all = options.lines
    .split(',')
    .flatMap((line) => ways.map((way): Measured => ({ line, way, joins: [], failures: [] })));
  // The first round warms up server and browser, and is not counted.
  for (let run = 0; run <= Number(options.runs); run += 1) {
    for (const { line, way, joins, failures } of all) {
      try {
        const measured = partsOf(await measureEntrance(joiners, entranceOf(way, line)));
        if (run > 0) joins.push(measured);
        console.error(`${run} ${line} ${way.name}: ${measured.rendered.toFixed(0)} ms`);
      } catch (error) {
        if (run > 0) failures.push(firstLine(error));
        console.error(`${run} ${line} ${way.name}: ${firstLine(error)}`);
      }
    }
  }
  const rows = rowsOf(all);
  printRows(rows);
  if (options.json !== undefined) {
    const joins = all.map(({ line, way, joins: each }) => ({ line, way: way.name, joins: each }));
    writeFileSync(options.json, `${JSON.stringify({ rows, joins }, undefined, 2)}\n`);
  }
} finally {
  for (const stop of stops.reverse()) await stop();
}

function firstLine(error: unknown): string {
  return String(error).split('\n')[0] ?? '';
}
