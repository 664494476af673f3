// Reads the CPU time of processes, all threads together, from /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** Microseconds since it started, with nanosecond precision, from the scheduler (Linux, sched-stats). */
export function cpuMicrosecondsOf(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const [onProcessor = '0'] = readFileSync(
        `/proc/${pid}/task/${thread}/schedstat`,
        'utf8',
      ).split(' ');
      nanoseconds += Number(onProcessor);
    } catch {
      // It has exited since.
    }
  }
  return nanoseconds / 1_000;
}

/** Microseconds in which the machine's processors were busy, in total; precision 10 ms. */
export function busyMicroseconds(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + irq + softIrq + steal) * 10_000;
}

/** A process and all of its living descendants; precision 10 ms. */
export function familyMicroseconds(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // After the name, which may contain anything: state, parent, and later user and system time.
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        const [, parent, , , , , , , , , , user, system] = fields.map(Number);
        return [{ pid: Number(name), parent, ticks: (user ?? 0) + (system ?? 0) }];
      } catch {
        // It has exited since.
        return [];
      }
    });
  const sum = (one: number): number =>
    all
      .filter(({ parent }) => parent === one)
      .reduce((ticks, child) => ticks + child.ticks + sum(child.pid), 0);
  return (sum(pid) + (all.find((one) => one.pid === pid)?.ticks ?? 0)) * 10_000;
}

/** The mediasoup workers that a process has started. */
export function workersOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
    .filter((child) => child !== '')
    .map(Number)
    .filter((child) => readFileSync(`/proc/${child}/comm`, 'utf8').startsWith('mediasoup'));
}

/** Resident memory in kilobytes. */
export function residentKilobytesOf(pid: number): number {
  const [, kilobytes = '0'] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes);
}
