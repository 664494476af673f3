// Measures a period of steady load: what the server's processes cost, and what participants received.
import { setTimeout as pause } from 'node:timers/promises';
import { type Counts, countsSince } from './counts.ts';
import { busyMicroseconds, cpuMicrosecondsOf } from './cpuTime.ts';
import type { Generator } from './generator.ts';
import type { LoadServer } from './loadServers.ts';

export interface LoadWindow {
  seconds: number;
  counts: Counts;
  each: Counts[];
  /** CPU time in microseconds. */
  workerCpu: number;
  nodeCpu: number;
  generatorCpu: number;
  /** Of everything else on the machine. */
  otherCpu: number;
}

export async function measureWindow(
  { nodePid, workerPid }: LoadServer,
  generator: Generator,
  seconds: number,
): Promise<LoadWindow> {
  const read = async () => ({
    at: performance.now(),
    workerCpu: workerPid === 0 ? 0 : cpuMicrosecondsOf(workerPid),
    nodeCpu: cpuMicrosecondsOf(nodePid),
    generatorCpu: cpuMicrosecondsOf(generator.pid),
    busy: busyMicroseconds(),
    ...(await generator.count()),
  });
  const before = await read();
  await pause(seconds * 1_000);
  const after = await read();
  const [workerCpu, nodeCpu, generatorCpu] = (
    ['workerCpu', 'nodeCpu', 'generatorCpu'] as const
  ).map((name) => after[name] - before[name]) as [number, number, number];
  return {
    seconds: (after.at - before.at) / 1_000,
    counts: countsSince(before.counts, after.counts),
    each: after.each.map((one, place) => countsSince(before.each[place] ?? one, one)),
    workerCpu,
    nodeCpu,
    generatorCpu,
    otherCpu: after.busy - before.busy - workerCpu - nodeCpu - generatorCpu,
  };
}

/** Received packets including bandwidth probes, since each costs the server as much. */
export const packetsOf = ({ counts }: LoadWindow): number =>
  counts.packetsReceived + counts.probePackets;
export const megabitsOf = ({ counts }: LoadWindow): number =>
  ((counts.bytesReceived + counts.probeBytes) * 8) / 1e6;
