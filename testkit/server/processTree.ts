// A process and those that it has started, stopped where they are and let go on, as a machine that hangs.
import { readFileSync } from 'node:fs';

/** Its children's ids; none if it has exited. */
export function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    return [];
  }
}

/** To the process and each of its children; the parent, which starts others, comes first. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  // kill(2) takes 0 for all of our own process group.
  if (pid <= 0) throw new Error('there is no process');
  for (const one of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(one, signal);
    } catch {
      // It has exited since.
    }
  }
}
