// Starts the campaign of the cluster in a network namespace, so that its cuts and new interfaces touch nobody else.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workerBinary } from '@distansmote/testkit/server/nodeProcess.ts';
import { whyNoNetworks } from '@distansmote/testkit/network/twoNetworks.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CAMPAIGN = fileURLToPath(new URL('campaign.ts', import.meta.url));

/** @param names of scenarios; all if empty. @returns the exit code: 0 if everything passed. */
export function runCluster(names: readonly string[]): number {
  const why = whyNoNetworks();
  if (why !== undefined) {
    console.error(`cluster: ${why}`);
    return 1;
  }
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  if (built.status !== 0) return built.status ?? 1;
  const { status } = spawnSync('unshare', ['--net', process.execPath, CAMPAIGN, ...names], {
    env: { ...process.env, MEDIASOUP_WORKER_BIN: workerBinary() },
    stdio: 'inherit',
  });
  return status ?? 1;
}
