// Memory of a process as Linux counts it, and the part of it that JavaScript uses.
import { readFileSync } from 'node:fs';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { collectedHeapBytes } from '../signalling/heap.ts';

/** Megabytes. */
export interface ProcessMemory {
  resident: number;
  /** Like `resident`, but pages shared with other processes are divided among them. */
  proportional: number;
  /** Its own pages; the rest are file pages, mostly Node's executable. */
  anonymous: number;
}

export function processMemoryOf(pid: number): ProcessMemory {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const megabytes = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1]) / 1_024;
  return {
    resident: megabytes('Rss'),
    proportional: megabytes('Pss'),
    anonymous: megabytes('Anonymous'),
  };
}

/**
 * Megabytes of JavaScript objects and buffers after a collection. Changes what it measures, so read the rest first.
 * @param inspectorPort of a process that was started with `--inspect-port=127.0.0.1:<port>`.
 */
export async function collectedHeapOf(pid: number, inspectorPort: number): Promise<number> {
  // Opens the inspector, which takes no memory before.
  process.kill(pid, 'SIGUSR1');
  const read = () => collectedHeapBytes(inspectorPort);
  return (await waitFor(read, { timeout: 10_000, interval: 100 })) / 1_048_576;
}
