// The programs that a picture thread of this process has started.
import { execFileSync } from 'node:child_process';

/** The pids of our programs that run. A thread that died has left one that nobody has waited for: that is no process. */
export function programs(name = ''): number[] {
  const format = ['-o', 'pid=,stat=,comm=', '--ppid', `${process.pid}`];
  const lines = execFileSync('ps', format, { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, state = 'Z', program = '']) => {
      const isOurs = program.startsWith('compositor') || program.startsWith('lettering');
      return isOurs && program.startsWith(name) && !state.startsWith('Z');
    })
    .map(([pid]) => Number(pid));
}
