// What a phase has come to: the one line that it prints, and whether it is red.
import type { Noticed } from './bystander.ts';
import type { Phase, Tally } from './phase.ts';
import type { Memory } from './target.ts';

/** Above it, people hear that something is missing. */
const MOST_GAP_MS = 200;
const MOST_JOIN_MS = 1_000;
/** What a heap may have grown by after a phase: code that is compiled, caches that are bounded. */
const HEAP_SLACK_MB = 40;

export interface Outcome {
  /** Of the server, all its threads, without the media worker. */
  cpuSeconds: number;
  phase: Phase;
  seconds: number;
  tally: Tally;
  noticed: Noticed;
  before: Memory;
  /** After a pause. */
  after: Memory;
  /** How the process ended, and after how many seconds; undefined where it lives. */
  ended: string | undefined;
  faults: readonly string[];
}

/** Why the phase is red; nothing where it is green. */
export function failuresOf(outcome: Outcome): string[] {
  const { tally, noticed, before, after, ended, faults } = outcome;
  const failures = [...tally.broken];
  if (ended !== undefined) failures.push(`the process ended: ${ended}`);
  for (const fault of faults) failures.push(`in the log: ${fault.slice(0, 400)}`);
  const attackedMs = noticed.sound.serverMs - noticed.control.serverMs;
  if (ended === undefined && attackedMs > MOST_GAP_MS) {
    failures.push(`sound was gone for ${round(attackedMs)} ms longer than without attack`);
  }
  const wholeMs = percentile(wholesOf(noticed), 95) - percentile(noticed.controlMs, 95);
  if (wholeMs > MOST_JOIN_MS) {
    failures.push(`to come in took ${round(wholeMs)} ms longer than without attack (p95)`);
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
    `sound gap ${round(sound.gapMs)} ms (without our own stalls ${round(sound.serverMs)}, of which the longest was ${round(sound.ownStallMs)}; beside it, by a server in peace, ${round(control.serverMs)})`,
    `join p50 ${round(percentile(joins, 50))} p95 ${round(percentile(joins, 95))} ms, whole way p95 ${round(percentile(wholesOf(noticed), 95))} (at a server in peace ${round(percentile(noticed.controlMs, 95))}), page p95 ${round(percentile(pages, 95))} (${comings.length} came, ${failures.length} did not)`,
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
