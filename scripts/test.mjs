// `npm test`: prepares whatever is missing on this machine, then runs all suites, or those named.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure, runScript } from './failure.mjs';
import { withLock } from './lock.mjs';
import { CHECKOUT_LOCK } from './places.mjs';
import { duration } from './say.mjs';
import { prepare } from './testing/prepare.mjs';
import { runSuite, SUITES } from './testing/suites.mjs';
import { lastLine } from './testing/tally.mjs';

await runScript(async () => {
  const names = chosen(process.argv.slice(2));
  const env = await withLock(
    CHECKOUT_LOCK,
    () => prepare(new Set(names.flatMap((name) => SUITES[name].needs ?? []))),
    () => console.log('• Waiting for another start of this checkout to finish preparing'),
  ).catch((error) => {
    console.error(error instanceof Failure ? `\n${error.message}\n` : error);
    console.log(lastLine([{ passed: 0, failed: 1, skipped: 0 }]));
    process.exit(1);
  });

  const scratch = mkdtempSync(join(tmpdir(), 'distansmote-test-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const results = [];
  for (const name of names) results.push(await timed(name, () => runSuite(name, env, scratch)));

  console.log('\n━━ all suites');
  for (const result of results) console.log(summary(result));
  // Last, for a log of which only the end is kept.
  for (const { failures = [], flaky = [] } of results) {
    for (const test of flaky) console.log(`\npassed at a second try only: ${test}`);
    for (const test of failures) console.log(`\nfailed: ${test}`);
  }
  console.log(`\n${lastLine(results)}`);
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
});

/** The suites that were asked for and those that they need, in order; all if none was named. */
function chosen(names) {
  const all = Object.keys(SUITES);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new Failure(`There is no suite "${unknown[0]}"; there are ${all.join(', ')}.`);
  }
  if (names.length === 0) return all;
  const wanted = names.flatMap((name) => [name, ...(SUITES[name].needs ?? [])]);
  return all.filter((name) => wanted.includes(name));
}

async function timed(name, work) {
  console.log(`\n━━ ${name}`);
  const begun = performance.now();
  const result = { name, ...(await work()), seconds: (performance.now() - begun) / 1000 };
  console.log(summary(result));
  return result;
}

function summary({ name, passed, failed, skipped, note, seconds }) {
  const counts = lastLine([{ passed, failed, skipped }]);
  const more = note === undefined ? '' : `\n     ${note}`;
  return `${failed > 0 ? '✗' : '✓'} ${name}: ${counts} (${duration(seconds)})${more}`;
}
