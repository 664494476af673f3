// Debian's tinyproxy configured like an office proxy: only HTTPS by CONNECT (RFC 9110 §9.3.6).
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, startInBackground } from './run.ts';

export interface Proxy {
  address: string;
  port: number;
}

/**
 * Runs until its network is removed.
 * @param inside command prefix that selects the network.
 */
export async function startProxy(
  folder: string,
  inside: readonly string[],
  { address, port }: Proxy,
): Promise<void> {
  const path = join(folder, 'tinyproxy.conf');
  const lines = [`Listen ${address}`, `Port ${port}`, 'ConnectPort 443', 'MaxClients 100'];
  await writeFile(path, `${lines.join('\n')}\nTimeout 600\nLogLevel Critical\n`);
  startInBackground([...inside, 'tinyproxy', '-d', '-c', path]);
  const listening = `TCP:${address}:${port},retry=100,interval=0.1`;
  await run([...inside, 'socat', '-u', 'OPEN:/dev/null', listening]);
}
