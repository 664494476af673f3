// Proves that a worker works: the wrong build of it starts, and dies at the first call.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from '../command.mjs';

const HANDSHAKE = fileURLToPath(new URL('handshake.mjs', import.meta.url));
const HANDSHAKE_MS = 20_000;
// What mediasoup's worker exits with when it isn't told which version started it.
const STARTS_AT_ALL = 41;

/** What is wrong with the worker, or undefined if calls can be made through it. */
export async function flawOf(binary, node) {
  let said = '';
  const code = await run(node, [HANDSHAKE, binary], {
    timeout: HANDSHAKE_MS,
    // mediasoup catches the others, and would then wait for a worker that says nothing.
    killSignal: 'SIGKILL',
    onText: (text) => (said += text),
  });
  if (code === 0) return undefined;
  if (said === '') return `a DTLS handshake through it didn't end within ${HANDSHAKE_MS / 1000} s`;
  return `a DTLS handshake through it failed: ${said.trim()}`;
}

/** Whether it is there and starts: a library may have gone since the build, with a new Debian say. */
export function startsHere(binary) {
  return spawnSync(binary, { env: {}, stdio: 'ignore' }).status === STARTS_AT_ALL;
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
