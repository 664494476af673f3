// Programs that start Debian's browsers in the near network, where they trust the test's certificates.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserName } from '../browser/launchBrowser.ts';
import type { Certificates } from './certificates.ts';
import type { Proxy } from './proxy.ts';
import type { TwoNetworks } from './twoNetworks.ts';

/**
 * @param proxy by which they go, if they are to.
 * @returns the paths of both; each for one browser at a time.
 */
export async function nearBrowsers(
  folder: string,
  networks: TwoNetworks,
  { database }: Certificates,
  proxy?: Proxy,
): Promise<Record<BrowserName, string>> {
  const near = networks.near.join(' ');
  await mkdir(folder, { recursive: true });
  const programs = { chromium: join(folder, 'chromium'), firefox: join(folder, 'firefox') };
  const chromiumProxy = proxy === undefined ? '' : `--proxy-server=${proxy.address}:${proxy.port}`;
  const preferences = join(folder, 'proxy.js');
  await writeFile(preferences, proxy === undefined ? '' : firefoxProxy(proxy));
  // Playwright speaks to Chromium by pipes.
  const chromium = `#!/bin/sh
export HOME=${dirname(dirname(database))}
exec ${near} "\${CHROMIUM:-/usr/bin/chromium}" ${chromiumProxy} "$@"
`;
  // And to Firefox by a port, which is told to it as the one that Firefox has listened on.
  const port = await networks.reach(networks.near, '127.0.0.1');
  // Playwright makes the profile anew for each start, and has no way to lay anything into it.
  const firefox = `#!/bin/sh
for word; do
  shift
  case "$before" in -profile | --profile) cp ${database}/* "$word/"; cat ${preferences} >> "$word/user.js" ;; esac
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

/** As somebody sets it in Firefox's settings; Playwright's own proxy is for pages only, not for their media. */
function firefoxProxy({ address, port }: Proxy): string {
  const preference = (name: string, value: string | number) =>
    `user_pref('network.proxy.${name}', ${JSON.stringify(value)});\n`;
  return preference('type', 1) + preference('ssl', address) + preference('ssl_port', port);
}
