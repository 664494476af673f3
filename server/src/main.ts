// Starts the service, prints how to reach it, and stops it on SIGTERM or Ctrl-C.
import { existsSync } from 'node:fs';
import { groupDigits } from '@distansmote/shared/callId.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { ADMINISTRATOR } from './firstStart.ts';
import { createLog } from './log.ts';
import { MediaPortInUse } from './media/mediaWorkers.ts';
import { type RunningServer, startServer } from './server.ts';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const server = await startServer(config, log);

  const stop = () => {
    console.log('\nStopping …');
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Last: whoever waits for this line may stop it at once.
  greet(config, server);
}

function greet(config: Config, { firstStart, warnings, port }: RunningServer): void {
  const url = config.PUBLIC_URL ?? `${config.isTls ? 'https' : 'http'}://localhost:${port}`;
  const lines = ['', `Distansmöte is ready: ${url}`];
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
        `Try a meeting at once: open ${url}/meeting/${trialSpace.callId} in two browser windows,`,
        `or choose Anslut and type the call ID ${groupDigits(trialSpace.callId)}.`,
      );
    }
  }
  for (const warning of warnings) lines.push('', `Warning: ${warning}`);
  console.log(`${lines.join('\n')}\n`);
}

/** One line for what the operator can mend; undefined for a fault of ours. */
function plainReason(error: unknown): string | undefined {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof MediaPortInUse) return `${error.message}: set MEDIA_PORT to another one.`;
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

main().catch((error: unknown) => {
  const reason = plainReason(error);
  console.error(reason === undefined ? error : `Distansmöte cannot start. ${reason}`);
  process.exit(1);
});
