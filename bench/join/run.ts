// Measures the time from the click on Anslut to the first remote frame, ours compared with the baselines,
// interleaved: `npm run bench:join`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { familyMicroseconds } from '../load/cpuTime.ts';
import { quietMachine } from '../load/quietMachine.ts';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { measureEntrance } from './enter.ts';
import { partsOf } from './parts.ts';
import { type Measured, printRows, rowsOf } from './report.ts';
import { buildFixture, type Line } from './fixture.ts';
import { DEFAULT_VARIANTS, variantsBeside, joinVariants } from './variants.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    json: { type: 'string' },
    variants: { type: 'string', default: DEFAULT_VARIANTS.join(',') },
    lines: { type: 'string', default: 'loopback,100ms' },
    /**
     * People in the meeting, including the one who joins; all with microphone and camera. Several numbers run one
     * after the other.
     */
    people: { type: 'string', default: '2' },
    /** Who sends the picture that is waited for: `virtual`, without a browser, or `browser`. */
    sender: { type: 'string', default: 'virtual' },
    /** How many seconds to wait before a join for the machine to be quiet. */
    patience: { type: 'string', default: '0' },
    /** The folder of another built checkout. */
    beside: { type: 'string' },
  },
});
const wanted = options.variants.split(',');
const variants = [...joinVariants, ...variantsBeside].filter(({ name }) => wanted.includes(name));
const lines = options.lines.split(',') as Line[];

/** Interleaved, so that disturbances affect all variants alike. */
async function measure(people: number): Promise<Measured[]> {
  const fixture = await buildFixture(variants, {
    beside: options.beside,
    people,
    hasSendingBrowser: options.sender === 'browser',
  });
  const joiners = await launchBrowser('chromium', { framesPerSecond: 20 });
  try {
    const all = lines.flatMap((line) =>
      variants.map((variant): Measured => ({ people, line, variant, joins: [], failures: [] })),
    );
    // The first round warms up server and browser, and is not counted.
    for (let run = 0; run <= Number(options.runs); run += 1) {
      for (const { line, variant, joins, failures } of all) {
        const says = (words: string) =>
          console.error(`${people} ${run} ${line} ${variant.name}: ${words}`);
        try {
          await quietMachine(Number(options.patience), () => familyMicroseconds(process.pid));
          const entrance = fixture.entranceOf(variant, line as Line);
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
    await fixture.close();
  }
}

const all: Measured[] = [];
for (const people of options.people.split(',')) all.push(...(await measure(Number(people))));
const rows = rowsOf(all);
printRows(rows);
if (options.json !== undefined) {
  const joins = all.map(({ variant, ...rest }) => ({ ...rest, variant: variant.name }));
  writeFileSync(options.json, `${JSON.stringify({ rows, joins }, undefined, 2)}\n`);
}
