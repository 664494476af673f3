// CPU time and memory of a media worker's process.
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { types } from 'mediasoup';

export interface ProcessUsage {
  /** User and system time since the worker started. */
  cpuSeconds: number;
  /** Resident memory now (VmRSS of Linux). */
  residentBytes: number;
}

/** Undefined when the worker has ended or does not answer within `patienceMs`. */
export type ReadUsage = (patienceMs: number) => Promise<ProcessUsage | undefined>;

export function usageReaderOf(worker: types.Worker): ReadUsage {
  let asked: Promise<ProcessUsage | undefined> | undefined;
  return (patienceMs) => {
    // One request at a time: they would pile up at a worker that hangs.
    asked ??= read(worker)
      .catch(() => undefined)
      .finally(() => (asked = undefined));
    return Promise.race([asked, setTimeout(patienceMs, undefined, { ref: false })]);
  };
}

async function read(worker: types.Worker): Promise<ProcessUsage> {
  const [{ ru_utime, ru_stime }, status] = await Promise.all([
    worker.getResourceUsage(),
    // ru_maxrss is the peak, not the current size.
    readFile(`/proc/${worker.pid}/status`, 'utf8'),
  ]);
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return {
    cpuSeconds: (ru_utime + ru_stime) / 1000,
    residentBytes: Number(kibibytes ?? 0) * 1024,
  };
}
