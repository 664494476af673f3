// The process of a media worker for another machine, which drives it (remoteWorker.ts).
import { type ChildProcess, spawn } from 'node:child_process';
import { version, workerBin } from 'mediasoup';

/** Both ends of a worker's channel must be of one version. */
export const mediasoupVersion = version;

/** As mediasoup starts its own (3.27, `Worker.js`): its channel is descriptors 3 and 4. When they close it ends by itself. */
export function spawnWorker(): ChildProcess {
  return spawn(workerBin, ['--logLevel=warn', '--rtcMinPort=10000', '--rtcMaxPort=59999'], {
    env: { ...process.env, MEDIASOUP_VERSION: version },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
}
