// The browsers of the end-to-end tests: Debian's own Chromium and Firefox.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { needPackages } from './debian.mjs';
import { CACHE } from './places.mjs';

const BROWSERS = { chromium: '/usr/bin/chromium', 'firefox-esr': '/usr/bin/firefox-esr' };

export async function provideBrowsers() {
  const missing = Object.keys(BROWSERS).filter((name) => !existsSync(BROWSERS[name]));
  if (missing.length === 0) return;
  await needPackages(missing, 'the end-to-end tests', join(CACHE, 'browsers.log'));
}
