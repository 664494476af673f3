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

/** @param readResident of the worker's process, in bytes. */
export function usageReaderOf(
  worker: types.Worker,
  readResident: () => Promise<number>,
): ReadUsage {
  let asked: Promise<ProcessUsage | undefined> | undefined;
  return (patienceMs) => {
    // One request at a time: they would pile up at a worker that hangs.
    asked ??= read(worker, readResident)
      .catch(() => undefined)
      .finally(() => (asked = undefined));
    return Promise.race([asked, setTimeout(patienceMs, undefined, { ref: false })]);
  };
}

async function read(
  worker: types.Worker,
  readResident: () => Promise<number>,
): Promise<ProcessUsage> {
  const [{ ru_utime, ru_stime }, residentBytes] = await Promise.all([
    worker.getResourceUsage(),
    readResident(),
  ]);
  return { cpuSeconds: (ru_utime + ru_stime) / 1000, residentBytes };
}

/** Of a process of this machine. mediasoup's ru_maxrss is the peak, not the current size. */
export async function residentBytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kibibytes ?? 0) * 1024;
}
