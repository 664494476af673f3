// The Node that everything but these scripts runs on: the one among the packages, or the system's.
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { ROOT } from './places.mjs';

const LEAST = 24;
const BIN = join(ROOT, 'node_modules', '.bin');

/** The path of a Node that is new enough. */
export function provideNode() {
  const own = join(BIN, 'node');
  const found = spawnSync(own, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  if (majorOf(found) >= LEAST) return own;
  if (majorOf(process.version) >= LEAST) return process.execPath;
  throw new Failure(
    `Node ${LEAST} or newer is needed. The system's is ${process.version}, and the npm packages ` +
      `bring one for Linux on x64 and arm64 with glibc only (this is ${process.platform} on ` +
      `${process.arch}). Install a newer Node.`,
  );
}

/** The environment for what runs on it, in which it and the packages' programs are found first. */
export function environmentFor(node, extra = {}) {
  const path = [dirname(node), BIN, process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

function majorOf(version) {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
}
