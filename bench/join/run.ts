// Measures click on Anslut → first remote frame, ours beside the floors, interleaved: `npm run bench:join`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { familyMicroseconds } from '../load/cpuTime.ts';
import { quietMachine } from '../load/quietMachine.ts';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { measureEntrance } from './enter.ts';
import { partsOf } from './parts.ts';
import { type Measured, printRows, rowsOf } from './report.ts';
import { buildScene, type Line } from './scene.ts';
import { DEFAULT_WAYS, waysBeside, waysIn } from './ways.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    json: { type: 'string' },
    ways: { type: 'string', default: DEFAULT_WAYS.join(',') },
    lines: { type: 'string', default: 'loopback,100ms' },
    /** In the meeting, with the one who joins; all with microphone and camera. Several: one scene after the other. */
    people: { type: 'string', default: '2' },
    /** So many seconds are waited before a join for others on the machine to be quiet. */
    patience: { type: 'string', default: '0' },
    /** The folder of another checkout of ours, built. */
    beside: { type: 'string' },
  },
});
const wanted = options.ways.split(',');
const ways = [...waysIn, ...waysBeside].filter(({ name }) => wanted.includes(name));
const lines = options.lines.split(',') as Line[];

/** Interleaved, so that what disturbs the machine disturbs all ways alike. */
async function measure(people: number): Promise<Measured[]> {
  const scene = await buildScene(ways, { beside: options.beside, people });
  const joiners = await launchBrowser('chromium', { framesPerSecond: 20 });
  try {
    const all = lines.flatMap((line) =>
      ways.map((way): Measured => ({ people, line, way, joins: [], failures: [] })),
    );
    // The first round warms up server and browser, and is not counted.
    for (let run = 0; run <= Number(options.runs); run += 1) {
      for (const { line, way, joins, failures } of all) {
        const says = (words: string) =>
          console.error(`${people} ${run} ${line} ${way.name}: ${words}`);
        try {
          await quietMachine(Number(options.patience), () => familyMicroseconds(process.pid));
          const entrance = scene.entranceOf(way, line as Line);
          const measured = partsOf(await measureEntrance(joiners, entrance));
          if (run > 0) joins.push(measured);
          says(`${measured.rendered.toFixed(0)} ms`);
        } catch (error) {
          const [reason = ''] = String(error).split('\n');
          if (run > 0) failures.push(reason);
          says(reason);
        }
      }
    }
    return all;
  } finally {
    await joiners.close();
    await scene.close();
  }
}

const all: Measured[] = [];
for (const people of options.people.split(',')) all.push(...(await measure(Number(people))));
const rows = rowsOf(all);
printRows(rows);
if (options.json !== undefined) {
  const joins = all.map(({ way, ...rest }) => ({ ...rest, way: way.name }));
  writeFileSync(options.json, `${JSON.stringify({ rows, joins }, undefined, 2)}\n`);
}
