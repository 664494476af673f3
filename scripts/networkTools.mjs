// What the end-to-end tests build networks of, and speak with: a firewall, Debian's TURN relay and proxy, certificates,
// a voice.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { needPackages } from './debian.mjs';
import { CACHE } from './places.mjs';

const PROGRAMS = {
  coturn: '/usr/bin/turnserver',
  'espeak-ng': '/usr/bin/espeak-ng',
  iproute2: '/usr/sbin/ip',
  'libnss3-tools': '/usr/bin/certutil',
  nftables: '/usr/sbin/nft',
  openssl: '/usr/bin/openssl',
  socat: '/usr/bin/socat',
  'tinyproxy-bin': '/usr/bin/tinyproxy',
};

export async function provideNetworkTools() {
  // Only root may make networks; the tests that need them say so and are skipped.
  if (process.getuid() !== 0) return;
  const missing = Object.keys(PROGRAMS).filter((name) => !existsSync(PROGRAMS[name]));
  if (missing.length === 0) return;
  const log = join(CACHE, 'networkTools.log');
  await needPackages(missing, 'the tests of firewalls', log);
  // Where Debian starts what it installs, there would be a relay for everybody from now on.
  if (missing.includes('coturn') && existsSync('/run/systemd/system')) {
    await run('systemctl', ['disable', '--now', 'coturn'], { log });
  }
}
