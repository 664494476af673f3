// Wrapper scripts that start Debian's browsers inside the near network, trusting the test's certificates.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserName } from '../browser/launchBrowser.ts';
import type { Certificates } from './certificates.ts';
import type { Proxy } from './proxy.ts';
import type { TwoNetworks } from './twoNetworks.ts';

/**
 * @param proxy for all traffic, if given.
 * @returns the path of each script. Each runs one browser at a time.
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
  // Playwright talks to Chromium through pipes.
  const chromium = `#!/bin/sh
export HOME=${dirname(dirname(database))}
exec ${near} "\${CHROMIUM:-/usr/bin/chromium}" ${chromiumProxy} "$@"
`;
  // It talks to Firefox through a port, so the script replaces the port in Firefox's arguments with a forwarded one.
  const port = await networks.forwardPort(networks.near, '127.0.0.1');
  // Playwright creates a fresh profile for each start and cannot put files into it.
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

/** Sets the proxy as a user would in Firefox's settings. Playwright's own option does not cover WebRTC media. */
function firefoxProxy({ address, port }: Proxy): string {
  const preference = (name: string, value: string | number) =>
    `user_pref('network.proxy.${name}', ${JSON.stringify(value)});\n`;
  return preference('type', 1) + preference('ssl', address) + preference('ssl_port', port);
}
