// Runs the bare calls in their own process, and reads what they cost.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endProcess, workerBinary } from '@distansmote/testkit/server/nodeProcess.ts';
import { cpuMicrosecondsOf, workersOf } from '../load/cpuTime.ts';
import type { JoinCase } from './joinCases.ts';

export interface BareCallsAsk extends JoinCase {
  joins: number;
}

/** Microseconds of CPU per join. */
export interface JoinCost {
  node: number;
  worker: number;
}

/** The last requests are still being processed. */
export const TAIL_MS = 500;

export async function measureBareCalls(
  join: JoinCase,
  warmUp: number,
  joins: number,
): Promise<JoinCost> {
  const child = fork(fileURLToPath(new URL('bareCalls.ts', import.meta.url)), {
    env: { ...process.env, MEDIASOUP_WORKER_BIN: workerBinary() },
  });
  const { pid = 0 } = child;
  const message = (word: string) =>
    new Promise<void>((resolve, reject) => {
      child.on('message', (said) => said === word && resolve());
      child.once('exit', () => reject(new Error('the bare calls ended')));
    });
  const run = async (count: number) => {
    const [ready, done] = [message('ready'), message('done')];
    child.send({ ...join, joins: count } satisfies BareCallsAsk);
    await ready;
    const [worker = 0] = workersOf(pid);
    const before = { node: cpuMicrosecondsOf(pid), worker: cpuMicrosecondsOf(worker) };
    await done;
    await pause(TAIL_MS);
    return {
      node: (cpuMicrosecondsOf(pid) - before.node) / count,
      worker: (cpuMicrosecondsOf(worker) - before.worker) / count,
    };
  };
  try {
    await once(child, 'spawn');
    await run(warmUp);
    return await run(joins);
  } finally {
    await endProcess(child);
  }
}
