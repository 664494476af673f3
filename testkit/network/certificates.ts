// A private certificate authority, and a certificate from it for given names and addresses.
import { mkdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { run } from './run.ts';

export interface Certificates {
  /** Paths of the PEM files. */
  cert: string;
  key: string;
  /** The folder of an NSS database that trusts the authority, as browsers use it. */
  database: string;
}

/** From then on this process also trusts the authority. */
export async function makeCertificates(
  folder: string,
  subjects: readonly string[],
): Promise<Certificates> {
  const authority = { cert: join(folder, 'authority.pem'), key: join(folder, 'authority.key') };
  const own = { cert: join(folder, 'own.pem'), key: join(folder, 'own.key') };
  const alternatives = subjects.map((one) => `${isIP(one) === 0 ? 'DNS' : 'IP'}:${one}`).join(',');
  const sign = ['-CA', authority.cert, '-CAkey', authority.key];
  await run(request(authority, 'Tests of Distansmote', ['keyUsage=critical,keyCertSign']));
  const extensions = ['extendedKeyUsage=serverAuth', `subjectAltName=${alternatives}`];
  await run([
    ...request(own, 'Far network', ['basicConstraints=critical,CA:FALSE', ...extensions]),
    ...sign,
  ]);

  // Where Chromium looks for it in the home folder.
  const database = join(folder, '.pki', 'nssdb');
  await mkdir(database, { recursive: true });
  await run(['certutil', '-d', `sql:${database}`, '-N', '--empty-password']);
  // The trust flag C: may issue server certificates.
  const trust = ['-n', 'tests', '-t', 'C,,', '-i', authority.cert];
  await run(['certutil', '-d', `sql:${database}`, '-A', ...trust]);
  setDefaultCACertificates([...getCACertificates(), await readFile(authority.cert, 'utf8')]);
  return { ...own, database };
}

function request(
  files: { cert: string; key: string },
  name: string,
  extensions: string[],
): string[] {
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const written = ['-subj', `/CN=${name}`, '-out', files.cert, '-keyout', files.key];
  const added = extensions.flatMap((extension) => ['-addext', extension]);
  return ['openssl', 'req', '-x509', ...kind, ...written, ...added];
}
