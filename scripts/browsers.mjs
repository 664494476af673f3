// The browsers of the end-to-end tests: Debian's own Chromium and Firefox, with a screen and a loudspeaker for the latter, and
// the bus by which both tell a screen reader what they show.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { needPackages } from './debian.mjs';
import { CACHE } from './places.mjs';

const PROGRAMS = {
  chromium: '/usr/bin/chromium',
  'firefox-esr': '/usr/bin/firefox-esr',
  xvfb: '/usr/bin/Xvfb',
  pulseaudio: '/usr/bin/pulseaudio',
  'at-spi2-core': '/usr/libexec/at-spi-bus-launcher',
  'dbus-daemon': '/usr/bin/dbus-daemon',
};

export async function provideBrowsers() {
  const missing = Object.keys(PROGRAMS).filter((name) => !existsSync(PROGRAMS[name]));
  if (missing.length === 0) return;
  await needPackages(missing, 'the end-to-end tests', join(CACHE, 'browsers.log'));
}
