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
