// The suites of `npm test`, in the order in which they run, and how one of them is run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from '../client.mjs';
import { run } from '../command.mjs';
import { Failure } from '../failure.mjs';
import { withLock } from '../lock.mjs';
import { CHECKOUT_LOCK, ROOT } from '../places.mjs';
import { tallyOfPlaywright, tallyOfVitest, verdict } from './tally.mjs';

/**
 * `needs` names what must be provided first. A suite runs the npm script of its name and counts as
 * one test, unless it has a `run` of its own.
 */
export const SUITES = {
  typecheck: {},
  lint: {},
  unused: {},
  build: { run: build },
  size: { needs: ['build'] },
  unit: { run: (env, scratch) => vitest('unit', env, scratch) },
  integration: {
    needs: ['build', 'worker', 'compositor', 'postgresql', 'haproxy', 'telephones'],
    run: (env, scratch) => vitest('integration', env, scratch),
  },
  e2e: {
    needs: ['build', 'worker', 'compositor', 'browsers', 'networkTools', 'telephones'],
    run: e2e,
  },
};

/** Runs a suite; `scratch` is a folder for its report. */
export async function runSuite(name, env, scratch) {
  const suite = SUITES[name];
  if (suite.run) return suite.run(env, scratch);
  return asOne(await npmScript(name, [], env));
}

async function build(env) {
  try {
    await withLock(CHECKOUT_LOCK, () => buildClient(env));
    return asOne(0);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    return asOne(1);
  }
}

async function vitest(lane, env, scratch) {
  const report = join(scratch, `${lane}.json`);
  const args = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await npmScript(lane, args, env);
  return verdict(readReport(report, tallyOfVitest), code);
}

async function e2e(env, scratch) {
  const report = join(scratch, 'e2e.json');
  const code = await npmScript('e2e', ['--reporter=list,json'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return verdict(readReport(report, tallyOfPlaywright), code);
}

function npmScript(name, args, env) {
  return run('npm', ['run', '--silent', name, '--', ...args], { cwd: ROOT, env });
}

function asOne(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

// A suite that didn't get as far as to begin leaves no report.
function readReport(path, tallyOf) {
  try {
    return tallyOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
