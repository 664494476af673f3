// The load balancer that the tests put in front of several servers: Debian's HAProxy.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { needPackages } from './debian.mjs';
import { CACHE } from './places.mjs';

export async function provideHaproxy() {
  // The tests that need it say so and are skipped.
  if (process.getuid() !== 0 || existsSync('/usr/sbin/haproxy')) return;
  const log = join(CACHE, 'haproxy.log');
  await needPackages(['haproxy'], 'the tests of several servers', log);
  // Debian starts what it installs, where there is a systemd.
  if (existsSync('/run/systemd/system')) {
    await run('systemctl', ['disable', '--now', 'haproxy'], { log });
  }
}
