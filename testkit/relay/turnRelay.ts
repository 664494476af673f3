// Debian's coturn as TURN relay in the far network, with the configuration that our docs give to operators.
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Certificates } from '../network/certificates.ts';

const CONFIGURATION = fileURLToPath(new URL('../../docs/turn/turnserver.conf', import.meta.url));
export const TURN_SECRET = 'secret-of-the-tests-for-the-relay';
export const TURN_PORT = 443;

/**
 * Runs until its network is removed.
 * @param inside command prefix that selects the network.
 */
export async function startTurnRelay(
  folder: string,
  inside: readonly string[],
  addresses: { relay: string; mediaServer: string },
  certificates: Certificates,
): Promise<void> {
  const path = join(folder, 'turnserver.conf');
  const text = Object.entries({
    'listening-ip': addresses.relay,
    'relay-ip': addresses.relay,
    'allowed-peer-ip': addresses.mediaServer,
    'static-auth-secret': TURN_SECRET,
    cert: certificates.cert,
    pkey: certificates.key,
  }).reduce(withValue, await readFile(CONFIGURATION, 'utf8'));
  await writeFile(path, text);
  const [program, ...args] = [...inside, 'turnserver', '-c', path, '--pidfile='];
  const coturn = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const readOutput = (more: string) => {
      printed += more;
      // Printed once its threads run; its port is open by then.
      if (/Total General servers/.test(printed)) resolve();
    };
    coturn.stdout.setEncoding('utf8').on('data', readOutput);
    coturn.stderr.setEncoding('utf8').on('data', readOutput);
    coturn.once('error', reject);
    coturn.once('exit', (code) => {
      reject(new Error(`the TURN relay ended with code ${code}:\n${printed}`));
    });
  });
}

/** Replaces the value of a setting, which must occur exactly once. */
function withValue(text: string, [name, value]: [string, string]): string {
  const line = new RegExp(`^${name}=.*$`, 'gm');
  const count = text.match(line)?.length ?? 0;
  if (count !== 1) throw new Error(`${CONFIGURATION} has ${count} lines of ${name}, not one`);
  return text.replace(line, `${name}=${value}`);
}
