// How much of the machine a media worker has used and holds.
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { types } from 'mediasoup';

export interface ProcessUsage {
  /** Since the worker was started, user and system together. */
  cpuSeconds: number;
  /** What it has in memory now (Linux: VmRSS). */
  residentBytes: number;
}

/** Undefined when the worker has ended, or does not answer within `patienceMs`. */
export type ReadUsage = (patienceMs: number) => Promise<ProcessUsage | undefined>;

export function usageReaderOf(worker: types.Worker): ReadUsage {
  let asked: Promise<ProcessUsage | undefined> | undefined;
  return (patienceMs) => {
    // One question at a time: to a worker that hangs they would pile up.
    asked ??= read(worker)
      .catch(() => undefined)
      .finally(() => (asked = undefined));
    return Promise.race([asked, setTimeout(patienceMs, undefined, { ref: false })]);
  };
}

async function read(worker: types.Worker): Promise<ProcessUsage> {
  const [{ ru_utime, ru_stime }, status] = await Promise.all([
    worker.getResourceUsage(),
    // In place of ru_maxrss, which is the highest there ever was.
    readFile(`/proc/${worker.pid}/status`, 'utf8'),
  ]);
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return {
    cpuSeconds: (ru_utime + ru_stime) / 1000,
    residentBytes: Number(kibibytes ?? 0) * 1024,
  };
}
