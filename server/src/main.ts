// Starts the service, prints how to reach it, and stops it on SIGTERM or Ctrl-C.
import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { parseEnv } from 'node:util';
import { groupDigits } from '@distansmote/shared/callId.ts';
import { type Config, ConfigError, readConfig } from './config/config.ts';
import { unknownSettingWarnings } from './config/unknownSettings.ts';
import { ADMINISTRATOR } from './accounts/firstStart.ts';
import { createLog } from './platform/log.ts';
import { MediaPortUnusable } from './media/workerHandle.ts';
import { releaseStartupMemory } from './platform/startupMemory.ts';
import { SipPortUnusable } from './calls/sipPortUnusable.ts';
import { type RunningServer, startServer } from './app.ts';
import { DatabaseUnusable } from './storage/databaseUnusable.ts';

/** Stopping takes less than a second. If something hangs, the process must still end. */
const STOP_MS = 10_000;

const AS_ROOT =
  'the server runs as root, and so does all that reads what strangers send: make a user for it ' +
  '(adduser --system --group distansmote), set RUN_AS=distansmote, and start it again.';

async function main(): Promise<void> {
  // Files are private to the server's user.
  process.umask(0o077);
  // With RUN_AS, `npm start` has read .env as root.
  const isRead = (process.env['RUN_AS'] ?? '') !== '' && process.getuid?.() !== 0;
  const hasFile = existsSync('.env') && !isRead;
  if (hasFile) process.loadEnvFile('.env');
  const inFile = hasFile ? Object.keys(parseEnv(readFileSync('.env', 'utf8'))) : [];
  // Before a value is found to be wrong: it may be missed only because its name is misspelt.
  for (const warning of unknownSettingWarnings(process.env, inFile))
    console.log(`Warning: ${warning}`);
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  // Node still prints the error and ends the process.
  process.on('uncaughtExceptionMonitor', (error) => log.fatal({ err: error }, 'server crashed'));
  let server: RunningServer | undefined;
  let isDraining = false;

  const stop = () => {
    console.log('\nStopping …');
    // Nobody is connected during the start, and the workers end with this process.
    if (server === undefined) process.exit(0);
    const fail = (error: unknown) => {
      log.fatal({ err: error }, 'could not stop cleanly');
      process.exit(1);
    };
    setTimeout(() => fail(new Error(`still stopping after ${STOP_MS} ms`)), STOP_MS).unref();
    server.stop().then(() => process.exit(0), fail);
  };
  /** A second signal does not wait. */
  const drainAndStop = () => {
    if (server?.drain === undefined || isDraining) return stop();
    isDraining = true;
    console.log('\nHanding the meetings over to the other servers, and waiting for calls to end …');
    void server.drain(config.DRAIN_MINUTES * 60_000).then(stop, stop);
  };
  // Before the start: while a worker starts, mediasoup's own handlers would swallow the signal.
  process.on('SIGTERM', drainAndStop);
  process.once('SIGINT', stop);
  server = await startServer(config, log);
  greet(config, server);
  releaseStartupMemory();
}

function greet(config: Config, server: RunningServer): void {
  const { firstStart, warnings, port, clusterNodes } = server;
  const url = config.PUBLIC_URL ?? `${config.isTls ? 'https' : 'http'}://localhost:${port}`;
  const lines = ['', `Distansmöte is ready: ${url}`];
  if (config.TLS_SELF_SIGNED && config.PUBLIC_URL === undefined) {
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => `https://${address}:${port}`);
    lines.push(`From other devices, which warn once of the certificate: ${others.join(' or ')}`);
  }
  if (config.CLUSTER_ADDRESS !== undefined && clusterNodes !== undefined) {
    const size = clusterNodes === 1 ? 'no other server runs yet' : `${clusterNodes} servers run`;
    lines.push(`Part of a cluster, at ${config.CLUSTER_ADDRESS}: ${size}.`);
  }
  if (firstStart !== undefined) {
    const { printedPassword, trialSpace } = firstStart;
    lines.push(
      '',
      `Sign in (Logga in) as ${ADMINISTRATOR} with ` +
        (printedPassword === undefined
          ? 'the password in ADMIN_PASSWORD.'
          : `the password ${printedPassword} (shown only now).`),
    );
    if (trialSpace !== undefined) {
      lines.push(
        '',
        `Try a meeting at once: open ${url}/meeting/${trialSpace.callId} in two browsers,`,
        `or choose Anslut and type the call ID ${groupDigits(trialSpace.callId)}.`,
      );
    }
  }
  if (process.getuid?.() === 0) lines.push('', `Warning: ${AS_ROOT}`);
  for (const warning of warnings) lines.push('', `Warning: ${warning}`);
  console.log(`${lines.join('\n')}\n`);
}

/** One line for what the operator can fix; undefined for a bug of ours. */
function plainReason(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof DatabaseUnusable) return error.message;
  if (error instanceof SipPortUnusable) return `${error.message}: set SIP_PORT to another one.`;
  if (error instanceof MediaPortUnusable) return `${error.message}: set MEDIA_PORT to another one.`;
  if (error instanceof Error && 'code' in error) {
    const port = 'port' in error ? String(error.port) : '';
    if (error.code === 'EADDRINUSE')
      return `Port ${port} is in use by another program: set PORT to another one.`;
    if (error.code === 'EACCES' && port !== '')
      return `Port ${port} may not be used by this user: set PORT to one above 1023.`;
    if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(error.code)))
      return 'HOST is no address of this machine: set it to one that is.';
  }
  return undefined;
}

// Imported, it is only compiled (scripts/importServer.mjs). Before Node 24.2 this is undefined.
// oxlint-disable-next-line typescript/no-unnecessary-boolean-literal-compare
if (import.meta.main !== false) {
  main().catch((error: unknown) => {
    const reason = plainReason(error);
    console.error(reason === undefined ? error : `Distansmöte cannot start. ${reason}`);
    process.exit(1);
  });
}
