// The client's build: built again when what it is made of has changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { keepFormer } from './formerAssets.mjs';
import { ROOT } from './places.mjs';
import { step } from './say.mjs';

const MADE_OF = ['client', 'shared/src', 'package-lock.json', 'tsconfig.base.json'];
const LEFT_OUT = ['client/dist', 'client/node_modules'];
const DIST = join(ROOT, 'client', 'dist');
// In the folder that the build empties first: a build that was broken off leaves no stamp.
const STAMP = join(DIST, '.built-from');

/** Whether there is what the server needs to start, of whatever version. */
export const isClientBuilt = () => existsSync(join(DIST, 'index.html'));

export async function buildClient(env) {
  const madeOf = fingerprint(ROOT, MADE_OF, LEFT_OUT);
  if (readStamp() === madeOf) return;
  const putBack = keepFormer(DIST);
  await step('Building the client', () =>
    mustRun('npm', ['run', '--silent', 'build'], { cwd: ROOT, env }),
  );
  putBack();
  writeFileSync(STAMP, madeOf);
}

function readStamp() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
