// One compositor process whose CPU time and memory are read.
import { readFileSync } from 'node:fs';
import { Compositor } from '../../server/src/picture/compositor.ts';
import { cpuMicrosecondsOf } from '../load/cpuTime.ts';

export function startMeasured(program: string) {
  const compositor = Compositor.start(program, {
    onExit: () => {
      throw new Error('the compositor exited');
    },
    onComplaint: (text) => console.error(text),
  });
  const pid = compositor.pid ?? 0;
  return {
    compositor,
    cpuMs: () => cpuMicrosecondsOf(pid) / 1_000,
    /** Megabytes, resident, at the most. */
    peakMemory(): number {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024;
    },
  };
}

export type Measured = ReturnType<typeof startMeasured>;
