// An authority of the test's own, a certificate of it for some addresses, and browsers that trust it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { run } from './run.ts';

export interface Certificates {
  /** PEM files of the certificate and its key. */
  cert: string;
  key: string;
  /** A home folder whose NSS database trusts the authority, as Chromium reads it. */
  trustingHome: string;
  /** Starts Debian's Firefox with that database laid into its profile. */
  trustingFirefox: string;
}

/** From then on this process trusts the authority as well. */
export async function makeCertificates(
  folder: string,
  ipAddresses: readonly string[],
): Promise<Certificates> {
  const authority = { cert: join(folder, 'authority.pem'), key: join(folder, 'authority.key') };
  const own = { cert: join(folder, 'own.pem'), key: join(folder, 'own.key') };
  const made = (files: { cert: string; key: string }, name: string, extensions: string[]) => [
    ...[
      'openssl',
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
    ],
    ...['-days', '2', '-subj', `/CN=${name}`, '-out', files.cert, '-keyout', files.key],
    ...extensions.flatMap((extension) => ['-addext', extension]),
  ];
  await run(made(authority, 'Tests of Distansmote', ['keyUsage=critical,keyCertSign']));
  await run([
    ...made(own, 'Far network', [
      'basicConstraints=critical,CA:FALSE',
      'extendedKeyUsage=serverAuth',
      `subjectAltName=${ipAddresses.map((address) => `IP:${address}`).join(',')}`,
    ]),
    ...['-CA', authority.cert, '-CAkey', authority.key],
  ]);

  const database = join(folder, '.pki', 'nssdb');
  await mkdir(database, { recursive: true });
  await run(['certutil', '-d', `sql:${database}`, '-N', '--empty-password']);
  // C: an authority for servers.
  const trust = ['-n', 'tests', '-t', 'C,,', '-i', authority.cert];
  await run(['certutil', '-d', `sql:${database}`, '-A', ...trust]);
  const trustingFirefox = join(folder, 'firefox');
  await writeFile(trustingFirefox, firefoxStarter(database), { mode: 0o755 });

  setDefaultCACertificates([...getCACertificates(), await readFile(authority.cert, 'utf8')]);
  return { ...own, trustingHome: folder, trustingFirefox };
}

/** Playwright makes the profile anew for each start, and has no way to lay anything into it. */
const firefoxStarter = (database: string) => `#!/bin/sh
for word; do
  case "$before" in -profile | --profile) cp ${database}/* "$word/" ;; esac
  before=$word
done
exec "\${FIREFOX:-/usr/bin/firefox-esr}" "$@"
`;
