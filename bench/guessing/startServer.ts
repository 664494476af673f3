// Starts the server under test, on free ports and with its own data folder.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { endProcess, workerBinary } from '@distansmote/testkit/server/nodeProcess.ts';

interface Told {
  port: number;
  existing: string[];
  deleted: string[];
}

/**
 * With DATABASE_URL on that PostgreSQL, which must be empty; otherwise on SQLite.
 * @param settings more environment variables.
 */
export async function startServer(
  spaceCount: number,
  isSpent: boolean,
  settings: Record<string, string> = {},
): Promise<Told & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-guessing-'));
  const child = fork(
    fileURLToPath(new URL('server.ts', import.meta.url)),
    [String(spaceCount), isSpent ? 'spent' : 'free'],
    {
      cwd: tmpdir(),
      env: {
        ...process.env,
        MEDIASOUP_WORKER_BIN: workerBinary(),
        PORT: '0',
        HOST: '127.0.0.1',
        MEDIA_PORT: String(await freePort()),
        MEDIA_WORKERS: '1',
        DATA_DIR: folder,
        TRUSTED_PROXIES: '127.0.0.1',
        ADMIN_PASSWORD: 'only for this measurement',
        ...settings,
      },
    },
  );
  const stop = async () => {
    await endProcess(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const failed = once(child, 'exit').then(() => undefined);
  const message = await Promise.race([once(child, 'message'), failed]);
  if (message !== undefined) return { ...(message[0] as Told), stop };
  await stop();
  throw new Error('the server ended at once');
}
