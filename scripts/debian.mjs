// Debian's packages: installs what is missing where we may, else says which command would.
import { existsSync } from 'node:fs';
import { byLine, mustRun, outputOf, run } from './command.mjs';
import { Failure } from './failure.mjs';
import { ProgressLine, step } from './say.mjs';

// Somebody else's apt or dpkg may be at work: wait for it.
const PATIENTLY = ['-o', 'DPkg::Lock::Timeout=600'];

export function isDebian() {
  return existsSync('/usr/bin/apt-get');
}

/** Makes sure that the packages are there; `purpose` says in the messages what needs them. */
export async function needPackages(names, purpose, log) {
  if (!isDebian()) {
    throw new Failure(
      `Missing for ${purpose}: what Debian calls ${names.join(', ')}. Install it, then start again.`,
    );
  }
  const missing = await missingPackages(names);
  if (missing.length === 0) return;

  const install = ['install', '-y', '--no-install-recommends', ...PATIENTLY];
  if (process.getuid() !== 0) {
    throw new Failure(
      `Packages are missing for ${purpose}. Install them, then start again:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`,
    );
  }
  await step(`Installing for ${purpose}: ${missing.join(' ')}`, async () => {
    // The locale, so that what apt says can be read below.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
    // One unreachable source of several fails the update; whether that matters, the install shows.
    await run('apt-get', ['update', ...PATIENTLY], { env, log });
    const progress = new ProgressLine('unpacked and set up');
    const onText = aptProgress((done, total) => progress.show(done, total));
    await mustRun('apt-get', [...install, ...missing], { env, log, onText });
    progress.end();
  });
}

// Each package is unpacked and then set up; apt says beforehand how many there will be.
function aptProgress(onProgress) {
  let done = 0;
  let total = 0;
  return byLine((line) => {
    const plan = /^(\d+) upgraded, (\d+) newly installed/.exec(line);
    if (plan) total = 2 * (Number(plan[1]) + Number(plan[2]));
    if (/^(Unpacking|Setting up) /.test(line) && done < total) onProgress(++done, total);
  });
}

async function missingPackages(names) {
  // Prints a line for each package that dpkg has heard of, and fails if there is one that it hasn't.
  let known = '';
  await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], {
    onText: (text) => (known += text),
  });
  return names.filter((name) => !known.split('\n').includes(`${name} installed`));
}

/**
 * The `deb-src` lines that match the machine's own Debian sources, mirrors and all; empty where
 * there are none. Nothing on the machine is changed to have them.
 */
export async function sourceLines() {
  const format = '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)';
  const targets = await outputOf('apt-get', [
    'indextargets',
    '--format',
    format,
    'Created-By: Packages',
  ]);
  const lines = (targets ?? '')
    .split('\n')
    .map((line) => line.split('|'))
    .filter(([origin, , , component]) => origin === 'Debian' && component === 'main')
    .map(([, uri, release]) => `deb-src ${uri} ${release} main`);
  return [...new Set(lines)];
}
