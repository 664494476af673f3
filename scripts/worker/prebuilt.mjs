// mediasoup's own way to a worker: the binary that its makers have built, from GitHub.
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { run } from '../command.mjs';
import { step } from '../say.mjs';
import { mediasoupFolder } from './mediasoup.mjs';

const REACH_MS = 3000;
const DOWNLOAD_MS = 90_000;

/** The path of the downloaded worker, or undefined where there is none for us. */
export async function downloadPrebuilt(node, log) {
  if (process.env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) return undefined;
  const folder = mediasoupFolder();
  // On a closed network, some firewalls refuse at once and some let us wait for minutes.
  if (!(await canReach(releasesOf(folder)))) return undefined;

  return step("Downloading mediasoup's own build of the worker", async () => {
    const env = { ...process.env, PYTHON: 'false' };
    delete env.MEDIASOUP_WORKER_BIN;
    // Without a download this script would go on to a build of its own, which fetches sources
    // from several sites; a Python that fails ends it there.
    const script = ['npm-scripts.mjs', 'postinstall'];
    const code = await run(node, script, { cwd: folder, env, log, timeout: DOWNLOAD_MS });
    const binary = join(folder, 'worker', 'out', 'Release', 'mediasoup-worker');
    return code === 0 && existsSync(binary) ? binary : undefined;
  });
}

function releasesOf(folder) {
  const { repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return new URL(
    process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL ?? repository.url.replace(/^git\+/, ''),
  );
}

function canReach({ protocol, hostname, port }) {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: port || (protocol === 'http:' ? 80 : 443) });
    const end = (reached) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reached);
    };
    // Not the socket's own timeout, which doesn't count the time that the look-up of the name takes.
    const timer = setTimeout(() => end(false), REACH_MS);
    socket.on('connect', () => end(true)).on('error', () => end(false));
  });
}
