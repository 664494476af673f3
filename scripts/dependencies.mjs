// The npm packages: installs those of the lock file when what is installed differs from it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './command.mjs';
import { ROOT } from './places.mjs';
import { step } from './say.mjs';

export async function installDependencies() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  // npm keeps a list of what it has installed, and writes it when all of it is in place.
  const installed = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed && matches(wanted, installed)) return;

  const count = Object.values(wanted).filter((entry) => !entry.link).length;
  await step(`Installing the npm packages of package-lock.json (${count} at most)`, () =>
    mustRun(
      'npm',
      [
        'ci',
        // The client is built here, so what builds it is needed in production too.
        '--include=dev',
        '--include=optional',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        // Less would be a warning for each package that wants a newer Node than the system's; they
        // run under the one that is among the packages.
        '--loglevel=error',
      ],
      { cwd: ROOT },
    ),
  );
}

function packagesOf(lockFile) {
  let text;
  try {
    text = readFileSync(lockFile, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  const entries = Object.entries(JSON.parse(text).packages);
  return Object.fromEntries(entries.filter(([path]) => path.includes('node_modules/')));
}

/** Whether exactly the wanted packages are installed; optional ones may be missing. */
export function matches(wanted, installed) {
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity;
  return (
    Object.entries(wanted).every(([path, entry]) =>
      installed[path] ? same(entry, installed[path]) : entry.optional || entry.devOptional,
    ) && Object.keys(installed).every((path) => wanted[path])
  );
}
