// Reads from /proc how long a process has been on a processor, all its threads together.
import { readdirSync, readFileSync } from 'node:fs';

/** Microseconds since it began, to the nanosecond, as the scheduler counts (Linux, sched-stats). */
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
      // It has ended since.
    }
  }
  return nanoseconds / 1_000;
}

/** Microseconds in which the machine's processors did anything, added up; to a hundredth of a second. */
export function busyMicroseconds(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + irq + softIrq + steal) * 10_000;
}

/** A process and all that it has started and they have, as far as they live; to a hundredth of a second. */
export function familyMicroseconds(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // After the name, which may hold anything: state, parent, and further on user and system time.
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        const [, parent, , , , , , , , , , user, system] = fields.map(Number);
        return [{ pid: Number(name), parent, ticks: (user ?? 0) + (system ?? 0) }];
      } catch {
        // It has ended since.
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
