// Programs that start Debian's browsers in the near network, where they trust the test's certificates.
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserName } from './browsers.ts';
import type { Certificates } from './certificates.ts';
import type { TwoNetworks } from './twoNetworks.ts';

/** @returns the paths of both; each for one browser at a time. */
export async function nearBrowsers(
  folder: string,
  networks: TwoNetworks,
  { database }: Certificates,
): Promise<Record<BrowserName, string>> {
  const near = networks.near.join(' ');
  const programs = { chromium: join(folder, 'chromium'), firefox: join(folder, 'firefox') };
  // Playwright speaks to Chromium by pipes.
  const chromium = `#!/bin/sh
export HOME=${dirname(dirname(database))}
exec ${near} "\${CHROMIUM:-/usr/bin/chromium}" "$@"
`;
  // And to Firefox by a port, which is told to it as the one that Firefox has listened on.
  const port = await networks.reach(networks.near, '127.0.0.1');
  // Playwright makes the profile anew for each start, and has no way to lay anything into it.
  const firefox = `#!/bin/sh
for word; do
  shift
  case "$before" in -profile | --profile) cp ${database}/* "$word/" ;; esac
  before=$word
  case "$word" in --remote-debugging-port=*) word=--remote-debugging-port=${port} ;; esac
  set -- "$@" "$word"
done
exec ${near} "\${FIREFOX:-/usr/bin/firefox-esr}" "$@"
`;
  await writeFile(programs.chromium, chromium, { mode: 0o755 });
  await writeFile(programs.firefox, firefox, { mode: 0o755 });
  return programs;
}
