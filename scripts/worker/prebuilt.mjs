// The worker that mediasoup's makers have built, from GitHub: only one whose checksum is known is unpacked.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { run } from '../command.mjs';
import { step } from '../say.mjs';
import { mediasoupFolder } from './mediasoup.mjs';

const DOWNLOAD_MS = 90_000;
/** Ten times what it has. */
const MAX_BYTES = 100_000_000;

/**
 * SHA-256 by the file's name. GitHub publishes none that is signed, and none could be had from elsewhere: until one is
 * pinned here, or given by MEDIASOUP_WORKER_SHA256, the worker is built from sources whose checksums are (package-lock.json,
 * Debian's signed ones).
 */
const CHECKSUMS = {};

/** The path of the downloaded worker in `scratch`, or undefined where there is none for us that can be trusted. */
export async function downloadPrebuilt(scratch, log) {
  if (process.env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) return undefined;
  const { version, repository } = JSON.parse(
    readFileSync(join(mediasoupFolder(), 'package.json'), 'utf8'),
  );
  const name = nameOf(version);
  const wanted = (process.env.MEDIASOUP_WORKER_SHA256 || CHECKSUMS[name])?.toLowerCase();
  if (!wanted) return undefined;
  const base =
    process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL ||
    `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;

  return step("Downloading mediasoup's own build of the worker", async () => {
    const bytes = await fetchBytes(`${base}/${version}/${name}`);
    if (bytes === undefined) return undefined;
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== wanted) {
      console.log(`  refused: its SHA-256 is ${found}, not ${wanted}`);
      return undefined;
    }
    mkdirSync(scratch, { recursive: true });
    const archive = join(scratch, name);
    writeFileSync(archive, bytes);
    const unpack = ['--extract', '--gzip', `--file=${archive}`, '--directory', scratch];
    const code = await run('tar', [...unpack, 'mediasoup-worker'], { log });
    const binary = join(scratch, 'mediasoup-worker');
    return code === 0 && existsSync(binary) ? binary : undefined;
  });
}

/** As mediasoup's makers call it. */
function nameOf(version) {
  const kernel = process.platform === 'linux' ? `-kernel${release().split('.')[0]}` : '';
  return `mediasoup-worker-${version}-${process.platform}-${process.arch}${kernel}.tgz`;
}

/** Undefined where it cannot be had: on a closed network, or for a machine for which none was built. */
async function fetchBytes(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!answer.ok || Number(answer.headers.get('content-length')) > MAX_BYTES) return undefined;
    return Buffer.from(await answer.arrayBuffer());
  } catch {
    return undefined;
  }
}
