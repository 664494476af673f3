// Compiles the server's modules ahead, into Node's compile cache. Otherwise every start strips their types, and the
// compiler that does it stays in memory, once per thread (docs/decisions/0036).
import {
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { ROOT } from './places.mjs';
import { step } from './say.mjs';

export const COMPILED = join(ROOT, 'node_modules', '.cache', 'distansmote', 'compiled');

/** V8 takes code only under the flags that it was compiled under; the server sets this one itself, after its start. */
export const V8_FLAGS = ['--no-wasm-code-gc'];

/** Once it has started (`platform/startupMemory.ts`): a thread that dies is started again under these. */
export const V8_FLAGS_WHEN_RUNNING = [...V8_FLAGS, '--semi-space-growth-factor=16'];

export const IMPORT_SERVER = join(ROOT, 'scripts', 'importServer.mjs');

const MADE_OF = ['server/src', 'shared/src', 'package-lock.json'];

/**
 * Does nothing where nothing has changed. When it fails, the server still starts, only slower and heavier.
 * @param options.user `{ uid }` of whoever runs the server, if not us: may read what is compiled, and not change it.
 */
export async function compileServer(node, env, { user, folder = COMPILED } = {}) {
  const stamp = join(folder, '.compiled-from');
  const sources = fingerprint(ROOT, MADE_OF);
  const madeOf = [sources, statSync(node).mtimeMs, user?.uid, ...V8_FLAGS_WHEN_RUNNING].join(' ');
  if (read(stamp) === madeOf) return;
  rmSync(folder, { recursive: true, force: true });
  await step('Compiling the server', async () => {
    const withCache = { ...env, NODE_COMPILE_CACHE: folder };
    for (const flags of [V8_FLAGS, V8_FLAGS_WHEN_RUNNING]) {
      const code = await run(node, [...flags, IMPORT_SERVER], { cwd: ROOT, env: withCache });
      if (code !== 0) return console.log('  failed; it will be compiled at each start');
    }
    if (user !== undefined) letRead(user, folder);
    writeFileSync(stamp, madeOf);
  });
}

/** Node looks in a folder whose name ends with the id of its user, and writes what only that user may read. */
function letRead({ uid }, folder) {
  const ours = `-${process.getuid()}`;
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder).filter((one) => one.endsWith(ours))) {
    chmodSync(join(folder, name), 0o755);
    for (const file of readdirSync(join(folder, name))) chmodSync(join(folder, name, file), 0o644);
    symlinkSync(name, join(folder, `${name.slice(0, -ours.length)}-${uid}`));
  }
}

function read(stamp) {
  try {
    return readFileSync(stamp, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
