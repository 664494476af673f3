// The memory that each of the server's larger packages takes when a Node process imports it alone.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { processMemoryOf } from './processMemory.ts';

const SERVER = fileURLToPath(new URL('../../server', import.meta.url));
const SETTLED_MS = 2_000;

/** Grouped by when the server imports it. */
const PACKAGES = {
  always: [
    'mediasoup',
    'fastify',
    'socket.io',
    'kysely',
    'zod',
    'rtp.js/packets',
    'rate-limiter-flexible',
    'unhomoglyph',
    'pino',
    '@node-rs/argon2',
  ],
  TLS_SELF_SIGNED: ['selfsigned'],
  METRICS_TOKEN: ['prom-client'],
  DATABASE_URL: ['pg'],
  OIDC_ISSUER: ['openid-client'],
  SIP_PORT: ['awesome-phonenumber', 'sip.js/lib/core/index.js', 'opus-decoder'],
};

/** @returns resident megabytes. */
async function residentWith(program: string, nodeOptions: string[] = []): Promise<number> {
  const child = spawn(
    process.execPath,
    [...nodeOptions, '--eval', `${program}\nconsole.log('ready'); setInterval(() => {}, 1e6);`],
    { cwd: SERVER, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      child.once('exit', () => reject(new Error(`failed: ${program}`)));
    });
    await pause(SETTLED_MS);
    return processMemoryOf(child.pid ?? 0).resident;
  } finally {
    child.removeAllListeners('exit');
    child.kill();
  }
}

const MODULE = ['--input-type=module'];

/** Resident megabytes of an empty Node process, and what type stripping and each package add. */
export async function measureModules(): Promise<{ what: string; when: string; added: number }[]> {
  const bare = await residentWith('', MODULE);
  const typed = await residentWith('const one: number = 1;', ['--input-type=module-typescript']);
  const rows = [
    { what: 'Node alone', when: 'always', added: bare },
    { what: 'its stripping of types', when: 'always', added: typed - bare },
  ];
  for (const [when, names] of Object.entries(PACKAGES))
    for (const what of names)
      rows.push({ what, when, added: (await residentWith(`import '${what}';`, MODULE)) - bare });
  return rows;
}
