// Debian's coturn as the TURN relay of a far network, by the very configuration that the docs give to operators.
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Certificates } from './certificates.ts';
import type { FarNetwork } from './farNetwork.ts';

const CONFIGURATION = fileURLToPath(new URL('../../docs/turn/turnserver.conf', import.meta.url));
export const TURN_SECRET = 'secret-of-the-tests-for-the-relay';
export const TURN_PORT = 443;

/** Ends with the network. */
export async function startTurnRelay(
  folder: string,
  network: FarNetwork,
  certificates: Certificates,
): Promise<void> {
  const path = join(folder, 'turnserver.conf');
  const text = Object.entries({
    'listening-ip': network.relayAddress,
    'relay-ip': network.relayAddress,
    'allowed-peer-ip': network.serviceAddress,
    'static-auth-secret': TURN_SECRET,
    cert: certificates.cert,
    pkey: certificates.key,
  }).reduce(withValue, await readFile(CONFIGURATION, 'utf8'));
  await writeFile(path, text);
  const [program, ...args] = [...network.inside, 'turnserver', '-c', path, '--pidfile='];
  const coturn = spawn(program ?? '', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  coturn.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  coturn.stderr.on('data', (data: Buffer) => (printed += data.toString()));
  coturn.once('error', (error) => (printed += error.message));
  for (let tries = 0; !(await listens(network.relayAddress)); tries += 1) {
    if (tries === 100 || coturn.exitCode !== null) throw new Error(`no TURN relay:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What is said there once, said otherwise. */
function withValue(text: string, [name, value]: [string, string]): string {
  const line = new RegExp(`^${name}=.*$`, 'gm');
  const count = text.match(line)?.length ?? 0;
  if (count !== 1) throw new Error(`${CONFIGURATION} has ${count} lines of ${name}, not one`);
  return text.replace(line, `${name}=${value}`);
}

function listens(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(TURN_PORT, address);
    const end = (isListening: boolean) => {
      socket.destroy();
      resolve(isListening);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
