// Real browsers on lossy connections, and fifty leaves and joins (e2e/campaign).
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workerBinary } from '@distansmote/testkit/server/nodeProcess.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Takes some ten minutes. @returns the exit code: 0 if everything passed. */
export function runLines(): number {
  const env = { ...process.env, MEDIASOUP_WORKER_BIN: workerBinary() };
  const commands = [
    ['run', '--silent', 'build'],
    ['exec', '--', 'playwright', 'test', '--config', 'e2e/campaign.config.ts'],
  ];
  for (const command of commands) {
    const { status } = spawnSync('npm', command, { cwd: ROOT, env, stdio: 'inherit' });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}
