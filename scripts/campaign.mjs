// `npm run campaign`: prepares what is missing, as `npm test` does, then runs bench/campaign.
import { run } from './command.mjs';
import { runScript } from './failure.mjs';
import { withLock } from './lock.mjs';
import { CHECKOUT_LOCK, ROOT } from './places.mjs';
import { prepare } from './testing/prepare.mjs';
import { SUITES } from './testing/suites.mjs';

await runScript(async () => {
  const needs = new Set(Object.values(SUITES).flatMap((suite) => suite.needs ?? []));
  const env = await withLock(CHECKOUT_LOCK, () => prepare(needs));
  return run('node', ['bench/campaign/run.ts', ...process.argv.slice(2)], { cwd: ROOT, env });
});
