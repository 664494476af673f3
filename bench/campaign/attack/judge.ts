// The result of a phase: the line that it prints, and whether it is red.
import type { Noticed } from './bystander.ts';
import type { Phase, Tally } from './phase.ts';
import type { Memory } from './target.ts';

/** Longer gaps are noticed. */
const MAX_GAP_MS = 200;
const MAX_JOIN_MS = 1_000;
/** How much a heap may grow in a phase: compiled code, bounded caches. */
const HEAP_SLACK_MB = 40;

export interface Outcome {
  /** Of the server, all threads, without the media worker. */
  cpuSeconds: number;
  phase: Phase;
  seconds: number;
  tally: Tally;
  noticed: Noticed;
  before: Memory;
  /** After a pause. */
  after: Memory;
  /** How the process exited, and after how many seconds; undefined while it runs. */
  ended: string | undefined;
  faults: readonly string[];
}

/** Why the phase is red; empty if it is green. */
export function failuresOf(outcome: Outcome): string[] {
  const { tally, noticed, before, after, ended, faults } = outcome;
  const failures = [...tally.broken];
  if (ended !== undefined) failures.push(`the process ended: ${ended}`);
  for (const fault of faults) failures.push(`in the log: ${fault.slice(0, 400)}`);
  const attackedMs = noticed.sound.serverMs - noticed.control.serverMs;
  if (ended === undefined && attackedMs > MAX_GAP_MS) {
    failures.push(`audio was interrupted for ${round(attackedMs)} ms longer than without attack`);
  }
  const wholeMs = percentile(wholesOf(noticed), 95) - percentile(noticed.controlMs, 95);
  if (wholeMs > MAX_JOIN_MS) {
    failures.push(`joining took ${round(wholeMs)} ms longer than without attack (p95)`);
  }
  for (const failure of new Set(noticed.failures)) failures.push(`an honest newcomer: ${failure}`);
  if (ended === undefined && after.heapMb - before.heapMb > HEAP_SLACK_MB) {
    failures.push(`the heap kept ${round(after.heapMb - before.heapMb)} MB`);
  }
  return failures;
}

export function lineOf(outcome: Outcome): string {
  const { phase, seconds, cpuSeconds, tally, noticed, before, after, ended } = outcome;
  const { sound, control, comings, failures, loopP99Ms, loopMaxMs, heapMb } = noticed;
  const joins = joinsOf(noticed);
  const pages = comings.map(({ pageMs }) => pageMs);
  const cells = [
    `${phase.name} ${round(seconds)} s (CPU ${round(cpuSeconds)} s)`,
    `sent ${countsOf(tally.sent)}`,
    `answered ${countsOf(tally.answers)}`,
    `audio gap ${round(sound.gapMs)} ms (without our own stalls ${round(sound.serverMs)}, the longest of them ${round(sound.ownStallMs)}; at the control server ${round(control.serverMs)})`,
    `join p50 ${round(percentile(joins, 50))} p95 ${round(percentile(joins, 95))} ms, including look-up and lobby p95 ${round(percentile(wholesOf(noticed), 95))} (at the control server ${round(percentile(noticed.controlMs, 95))}), page p95 ${round(percentile(pages, 95))} (${comings.length} joined, ${failures.length} failed)`,
    `loop p99 ${round(percentile(loopP99Ms, 50))} max ${round(Math.max(0, ...loopMaxMs))} ms`,
    `heap ${round(before.heapMb)} → ${round(Math.max(0, ...heapMb))} → ${round(after.heapMb)} MB, resident ${round(before.residentMb)} → ${round(after.residentMb)} MB`,
  ];
  if (ended !== undefined) cells.push(`ENDED: ${ended}`);
  return cells.join(' | ');
}

const joinsOf = ({ comings }: Noticed) => comings.map(({ joinMs }) => joinMs);
const wholesOf = ({ comings }: Noticed) => comings.map(({ wholeMs }) => wholeMs);
const round = (value: number) => Math.round(value);

const countsOf = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([what, count]) => `${what} ${count}`).join(', ') || 'nothing';

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
