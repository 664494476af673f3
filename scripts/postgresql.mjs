// The PostgreSQL that the integration tests start themselves: Debian's own, or one in PATH.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from './command.mjs';
import { needPackages } from './debian.mjs';
import { CACHE } from './places.mjs';

// Debian keeps its programs out of PATH, one folder a version.
const DEBIAN = '/usr/lib/postgresql';

export async function providePostgresql() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  if (versions.some((version) => existsSync(join(DEBIAN, version, 'bin', 'initdb')))) return;
  if ((await outputOf('initdb', ['--version'])) !== undefined) return;
  await needPackages(['postgresql'], 'the integration tests', join(CACHE, 'postgresql.log'));
}
