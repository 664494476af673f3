// Runs the server in this terminal.
import { join } from 'node:path';
import { COMPILED, V8_FLAGS } from './compiled.mjs';
import { ROOT } from './places.mjs';
import { runTogether } from './together.mjs';

export const MAIN = join(ROOT, 'server', 'src', 'main.ts');
export const CHECK = join(ROOT, 'server', 'src', 'checkSettings.ts');

/**
 * Returns the server's exit code.
 * @param user another than ours, `{ uid, gid }`, who runs it and all that it starts.
 */
export async function runServer(node, env, { main = MAIN, user } = {}) {
  const ids = user && { uid: user.uid, gid: user.gid };
  const server = {
    name: 'server',
    command: node,
    args: [...V8_FLAGS, main],
    env: { ...env, NODE_COMPILE_CACHE: COMPILED },
    ...ids,
  };
  return (await runTogether([server])).code;
}
