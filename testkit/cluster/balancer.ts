// Debian's HAProxy in front of several servers, with the configuration that our docs give to operators.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../network/ports.ts';
import { run } from '../network/run.ts';
import { makeFolder } from '../server/dataFolder.ts';
import { endProcess } from '../server/nodeProcess.ts';
import { waitFor } from '../waiting/waitFor.ts';

export const CONFIGURATION = fileURLToPath(new URL('../../docs/haproxy.cfg', import.meta.url));
const PROGRAM = '/usr/sbin/haproxy';

/** How it distributes requests: by the room of a meeting, or one after another. */
export type Distribution = 'room' | 'roundRobin';

export interface Balancer {
  /** `http://localhost:…`, which browsers let use a camera; `https` with a certificate. */
  url: string;
  close(): Promise<void>;
}

interface BalancerOptions {
  /** `host:port` of each. */
  servers: readonly string[];
  distribution: Distribution;
  /** A file with the certificate for `localhost` and its key. Without it there is no TLS. */
  certificate?: string;
}

/** Undefined if there is an HAProxy on this machine. */
export function whyNoBalancer(): string | undefined {
  return existsSync(PROGRAM) ? undefined : 'there is no HAProxy on this machine';
}

/** Waits until it listens, and knows of each server whether it is there. */
export async function startBalancer(options: BalancerOptions): Promise<Balancer> {
  const { folder, remove } = makeFolder();
  const path = join(folder, 'haproxy.cfg');
  const port = await freePort();
  await writeFile(path, await configuration(port, await freePort(), options));
  await run([PROGRAM, '-c', '-q', '-f', path]);
  const child = spawn(PROGRAM, ['-db', '-q', '-f', path], { stdio: 'ignore' });
  const url = `${options.certificate === undefined ? 'http' : 'https'}://localhost:${port}`;
  await waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error('HAProxy has ended');
      // Its own answer, which asks no server.
      await fetch(`${url}/cluster`);
    },
    { timeout: 30_000, interval: 20 },
  );
  return {
    url,
    async close() {
      await endProcess(child, 'SIGKILL');
      remove();
    },
  };
}

/** That of the docs, with our addresses and certificate in place of those that stand there. */
async function configuration(
  port: number,
  plainPort: number,
  { servers, distribution, certificate }: BalancerOptions,
): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  const replaced: [RegExp, string][] = [
    [/^ *log \/dev\/log local0\n/m, ''],
    [/^ *stats socket .*\n/m, ''],
    [/^ *user .*\n *group .*\n *chroot .*\n/m, isRoot ? '$&' : ''],
    [
      /^ *bind :443( ssl crt )\S+(.*)$/m,
      `    bind 127.0.0.1:${port}${certificate === undefined ? '' : `$1${certificate}$2`}`,
    ],
    [/^ *bind :80$/m, `    bind 127.0.0.1:${plainPort}`],
    [/^ *balance url_param room$/m, distribution === 'room' ? '$&' : '    balance roundrobin'],
    [
      /^ *server node1 (?:.*\n *server )*.*$/m,
      servers.map((address, at) => `    server node${at + 1} ${address}`).join('\n'),
    ],
    [
      /^ *server node1 .* track (?:.*\n *server )*.*$/m,
      servers
        .map((address, at) => `    server node${at + 1} ${address} track nodes/node${at + 1}`)
        .join('\n'),
    ],
  ];
  return replaced.reduce(
    (text, [setting, value]) => {
      if (!setting.test(text)) throw new Error(`${String(setting)} is not in ${CONFIGURATION}`);
      return text.replace(setting, value);
    },
    await readFile(CONFIGURATION, 'utf8'),
  );
}
