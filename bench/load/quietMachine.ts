// Waits until nobody else uses the machine, so that it can carry a load.
import { setTimeout as pause } from 'node:timers/promises';
import { busyMicroseconds } from './cpuTime.ts';
import type { LoadWindow } from './loadWindow.ts';

const LOOK_MS = 2_000;
/** Of one processor. */
const QUIET_SHARE = 0.25;

/**
 * @param patienceSeconds how long to wait before measuring anyway.
 * @param own processor time that must not be counted, in microseconds since any fixed moment.
 */
export async function quietMachine(
  patienceSeconds: number,
  own: () => number = () => 0,
): Promise<void> {
  for (let waited = 0; waited < patienceSeconds; waited += LOOK_MS / 1_000) {
    const before = busyMicroseconds() - own();
    await pause(LOOK_MS);
    if (busyMicroseconds() - own() - before < LOOK_MS * 1_000 * QUIET_SHARE) return;
  }
}

/** Measures, and repeats if others were busy meanwhile. */
export async function measureInQuiet(
  measure: () => Promise<LoadWindow>,
  { patienceSeconds, tries }: { patienceSeconds: number; tries: number },
): Promise<LoadWindow> {
  await quietMachine(patienceSeconds);
  const window = await measure();
  const isQuiet = window.otherCpu / 1e6 / window.seconds < QUIET_SHARE;
  if (isQuiet || tries <= 1) return window;
  return measureInQuiet(measure, { patienceSeconds, tries: tries - 1 });
}
