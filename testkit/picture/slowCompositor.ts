// Makes the compositors of a server as slow as on a machine that is far too busy.
import { execFileSync } from 'node:child_process';

/** An answer now and then, or they would be taken for stuck. */
const ANSWER_EACH_MS = 2_500;
const ANSWER_FOR_MS = 30;

/**
 * @param serverPid the process whose picture thread started them
 * @returns lets them run as before
 */
export function slowDownCompositors(serverPid: number): () => void {
  const pids = compositorsOf(serverPid);
  if (pids.length === 0) throw new Error('no compositor runs');
  const signal = (name: NodeJS.Signals) => {
    for (const pid of pids) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended.
      }
    }
  };
  let pausing: NodeJS.Timeout | undefined;
  signal('SIGSTOP');
  const timer = setInterval(() => {
    signal('SIGCONT');
    pausing = setTimeout(() => signal('SIGSTOP'), ANSWER_FOR_MS);
  }, ANSWER_EACH_MS);
  return () => {
    clearInterval(timer);
    clearTimeout(pausing);
    signal('SIGCONT');
  };
}

function compositorsOf(serverPid: number): number[] {
  const format = ['-o', 'pid=,comm=', '--ppid', `${serverPid}`];
  return execFileSync('ps', format, { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, program = '']) => program.startsWith('compositor'))
    .map(([pid]) => Number(pid));
}
