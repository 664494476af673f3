// Measures room systems with picture in a real server, beside their limits: `npm run bench:rooms`.
import { cpus, loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answering } from './answering.ts';
import { BenchServer } from './benchServer.ts';
import { inBrowsers } from './inBrowsers.ts';
import { keyFrames } from './keyFrames.ts';
import { killing } from './killing.ts';
import { longRun } from './longRun.ts';
import { loss } from './loss.ts';
import { manyCalls } from './manyCalls.ts';
import type { Part } from './part.ts';
import { personFilm, roomFilm } from './films.ts';
import { printTable, type Row } from './row.ts';
import { speakerChange } from './speakerChange.ts';
import { sustained } from './sustained.ts';
import { withoutRooms } from './withoutRooms.ts';

const PARTS: Record<string, Part> = {
  answering,
  inBrowsers,
  sustained,
  speakerChange,
  keyFrames,
  killing,
  loss,
  manyCalls,
  withoutRooms,
  longRun,
};

const { values: options } = parseArgs({
  options: {
    /** Some of them, by name. */
    parts: { type: 'string', default: Object.keys(PARTS).join(',') },
    quick: { type: 'boolean', default: false },
    /** Of the long run: an hour by default it is not. */
    minutes: { type: 'string', default: '0' },
    /** The folder of another built checkout, for a meeting without rooms. */
    beside: { type: 'string' },
    json: { type: 'string' },
  },
});

const wanted = options.parts.split(',');
const unknown = wanted.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join()}`);

// Made before anything is measured.
await personFilm();
await roomFilm();

const load = loadavg()[0]?.toFixed(1);
console.log(`${cpus().length} cores, load ${load} before; median / 95th percentile of times\n`);
const rows: Row[] = [];
for (const name of wanted) {
  const startedAt = performance.now();
  const server = await BenchServer.start();
  try {
    const context = {
      server,
      isQuick: options.quick,
      minutes: Number(options.minutes),
      beside: options.beside,
    };
    rows.push(...((await PARTS[name]?.(context)) ?? []));
  } catch (error) {
    console.error(error);
    rows.push({ what: name, measured: `failed: ${String(error).split('\n')[0]}`, isMet: false });
  } finally {
    await server.stop();
  }
  console.error(`${name}: ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
}
printTable(rows);
if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);
