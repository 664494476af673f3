// The TLS certificate: the operator's own, or a self-signed one for a trial.
import { X509Certificate } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '../config/config.ts';

export interface TlsFiles {
  cert: string;
  key: string;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

interface TlsSettings {
  TLS_CERT?: string | undefined;
  TLS_KEY?: string | undefined;
  TLS_SELF_SIGNED: boolean;
  DATA_DIR: string;
}

/** @returns undefined for plain HTTP. @throws ConfigError when the operator's files cannot be used. */
export async function tlsFiles(settings: TlsSettings): Promise<TlsFiles | undefined> {
  if (settings.TLS_CERT !== undefined && settings.TLS_KEY !== undefined) {
    const [cert, key] = await Promise.all([
      readFile(settings.TLS_CERT, 'utf8'),
      readFile(settings.TLS_KEY, 'utf8'),
    ]);
    if (!cert.includes('BEGIN CERTIFICATE')) {
      throw new ConfigError(
        `TLS_CERT is "${settings.TLS_CERT}", but must be a PEM certificate chain.`,
      );
    }
    try {
      createSecureContext({ cert, key });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ConfigError(
        `TLS_CERT "${settings.TLS_CERT}" and TLS_KEY "${settings.TLS_KEY}" must be a PEM certificate chain and its private key, but cannot be used: ${reason}.`,
      );
    }
    return { cert, key };
  }
  return settings.TLS_SELF_SIGNED ? selfSigned(settings.DATA_DIR) : undefined;
}

/** Kept in the data folder, so that a browser that has accepted it once does not warn again. */
async function selfSigned(folder: string): Promise<TlsFiles> {
  const path = join(folder, 'self-signed.pem');
  const kept = await readFile(path, 'utf8').then(parseUsable, () => undefined);
  if (kept !== undefined) return kept;
  const addresses = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .map((address) => address.address)
    .filter((address) => !address.startsWith('fe80'));
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: hostname() }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + YEAR_MS),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 2, value: hostname() },
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  // Atomic, also if the process is killed in between.
  await writeFile(`${path}.new`, `${made.private}\n${made.cert}`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return { key: made.private, cert: made.cert };
}

/** @returns undefined when it is damaged or expires within a week: then a new one is made. */
function parseUsable(pem: string): TlsFiles | undefined {
  const certAt = pem.indexOf('-----BEGIN CERTIFICATE');
  const files = { key: pem.slice(0, certAt), cert: pem.slice(certAt) };
  try {
    createSecureContext(files);
    const validTo = new X509Certificate(files.cert).validToDate.getTime();
    return validTo > Date.now() + WEEK_MS ? files : undefined;
  } catch {
    return undefined;
  }
}
