// Runs phase after phase against one server, with the bystanders beside it, and prints the result of each.
import { setTimeout as pause } from 'node:timers/promises';
import { Draw } from '@distansmote/testkit/telephone/sipMutations.ts';
import { type Bystander, NOTHING_NOTICED, startBystander } from './bystander.ts';
import { failuresOf, lineOf, type Outcome } from './judge.ts';
import { type Phase, Tally } from './phase.ts';
import { type Memory, Target } from './target.ts';

const PEACE: Phase = { name: 'peace', says: 'nothing, for comparison', run: waitUntilTheEnd };
/** State for dropped sockets is kept for two minutes (connection state recovery). */
const MAX_SETTLING_MS = 150_000;
const SETTLED_MB = 20;
const LOOK_EVERY_MS = 5_000;
/** An attack that runs this long past its time is a bug of the campaign. */
const OVERTIME_MS = 120_000;

export interface CampaignOptions {
  phases: readonly Phase[];
  seed: number;
  minutes: number;
}

/** @returns how many phases are red. */
export async function runCampaign(options: CampaignOptions): Promise<number> {
  const phases = [PEACE, ...options.phases];
  const weights = phases.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const target = await Target.start();
  let bystander: Bystander | undefined;
  let red = 0;
  try {
    // Compiles and caches everything that is initialized once.
    bystander = await startBystander(target);
    await pause(5_000);
    for (const phase of phases) {
      const seconds = (options.minutes * 60 * (phase.weight ?? 1)) / weights;
      const outcome = await runPhase(phase, { target, bystander, seconds, seed: options.seed });
      const failures = failuresOf(outcome);
      console.log(`${failures.length === 0 ? 'green' : 'RED'} | ${lineOf(outcome)}`);
      for (const failure of failures) console.log(`  ✗ ${failure}`);
      if (failures.length > 0) red += 1;
      if (outcome.ended !== undefined) {
        await bystander.stop();
        await target.restart();
        bystander = await startBystander(target);
      }
    }
  } finally {
    await bystander?.stop();
    await target.stop();
  }
  return red;
}

interface Scene {
  target: Target;
  bystander: Bystander;
  seconds: number;
  seed: number;
}

async function runPhase(phase: Phase, scene: Scene): Promise<Outcome> {
  const { target, bystander, seconds, seed } = scene;
  const tally = new Tally();
  const before = await target.memory();
  target.faults.length = 0;
  await bystander.take();
  const startMs = performance.now();
  const cpuBefore = target.cpuSeconds;
  const endsAt = startMs + seconds * 1000;
  // Seeded by name, so that a phase draws the same alone as among the others.
  const draw = new Draw(seed + Buffer.from(phase.name).reduce((sum, byte) => sum + byte, 0));
  await Promise.race([
    phase.run({ target, draw, endsAt, tally }).catch((error: unknown) => {
      if (target.ended === undefined)
        tally.broken.add(`the attack itself failed: ${String(error)}`);
    }),
    untilEnded(target),
    pause(seconds * 1000 + OVERTIME_MS, undefined, { ref: false }),
  ]);
  const lasted = (performance.now() - startMs) / 1000;
  const cpuSeconds = target.cpuSeconds - cpuBefore;
  const ended = target.ended && `${target.ended} after ${Math.round(lasted)} s`;
  // Effects a moment later belong to this phase too.
  await pause(1_000);
  const noticed = await bystander.take().catch(() => structuredClone(NOTHING_NOTICED));
  const after = await settled(target, before);
  return {
    phase,
    seconds: lasted,
    cpuSeconds,
    tally,
    noticed,
    before,
    after,
    ended,
    faults: [...target.faults],
  };
}

async function untilEnded(target: Target): Promise<void> {
  while (target.ended === undefined) await pause(200, undefined, { ref: false });
}

/** Its memory once it is about as before, or after the longest wait. */
async function settled(target: Target, before: Memory): Promise<Memory> {
  const endsAt = performance.now() + MAX_SETTLING_MS;
  for (;;) {
    const memory = await target.memory();
    const isAsBefore = memory.heapMb - before.heapMb < SETTLED_MB;
    if (isAsBefore || performance.now() > endsAt) return memory;
    await pause(LOOK_EVERY_MS);
  }
}

async function waitUntilTheEnd({ endsAt }: { endsAt: number }): Promise<void> {
  await pause(Math.max(0, endsAt - performance.now()));
}
