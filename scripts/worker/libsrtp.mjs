// libsrtp's source, from Debian's source package, so that it can be built on OpenSSL.
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command.mjs';
import { sourceLines } from '../debian.mjs';
import { step } from '../say.mjs';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Lays libsrtp's source at `target`, and returns whether it could. Fetched with a list of sources,
 * indexes and a cache of its own under `scratch`, so that nothing on the machine changes.
 */
export function fetchLibsrtp(scratch, target, log) {
  return step("Fetching libsrtp's source from Debian", async () => {
    const lines = await sourceLines();
    if (lines.length === 0) return false;

    for (const folder of ['lists/partial', 'archives/partial', 'source']) {
      mkdirSync(join(scratch, folder), { recursive: true });
    }
    const signed = existsSync(KEYRING) ? `deb-src [signed-by=${KEYRING}]` : 'deb-src';
    const list = join(scratch, 'debian.list');
    writeFileSync(list, lines.map((line) => `${line.replace('deb-src', signed)}\n`).join(''));

    const ownPlaces = {
      'Dir::Etc::SourceList': list,
      'Dir::Etc::SourceParts': '/dev/null',
      'Dir::State::Lists': join(scratch, 'lists'),
      'Dir::Cache': scratch,
      // Other systems' indexes that a machine may be set to fetch as well.
      'Acquire::Languages': 'none',
      // apt's own unprivileged user can't write here, and would warn.
      'APT::Sandbox::User': 'root',
    };
    const options = Object.entries(ownPlaces).flatMap(([name, value]) => [
      '-o',
      `${name}=${value}`,
    ]);
    const source = join(scratch, 'source');
    if ((await run('apt-get', [...options, 'update'], { log })) !== 0) return false;
    if ((await run('apt-get', [...options, 'source', 'libsrtp2'], { cwd: source, log })) !== 0) {
      return false;
    }
    const unpacked = readdirSync(source).find((name) =>
      existsSync(join(source, name, 'meson.build')),
    );
    if (!unpacked) return false;
    renameSync(join(source, unpacked), target);
    return true;
  });
}
