// One trial of the cluster: what is done to it, what the issue asks for, and what came of it.
import { setTimeout as pause } from 'node:timers/promises';
import type { Distribution } from '@distansmote/testkit/cluster/balancer.ts';
import {
  closeMeetings,
  everybody,
  type Meeting,
  openMeetings,
  type OpenOptions,
  type Outcome,
  absencesOf,
  problemsNow,
  seconds,
  untilTogether,
} from './meetings.ts';
import type { Stage } from './stage.ts';

export interface Scenario {
  name: string;
  says: string;
  /** What the issue asks for, in its words; numbers are compared by eye. */
  aim: string;
  /** What comes after it needs new nodes and a new database. */
  endsStage?: true;
  /** Telephones and room systems call. */
  hasLines?: true;
  /** Nodes lend media workers to each other. */
  hasGuests?: true;
  run(stage: Stage): Promise<Outcome>;
}

/** Until a meeting that was open is whole again, on a busy machine. */
const PATIENCE_MS = 60_000;
/** In which whatever still goes wrong after a meeting is whole would show. */
const SETTLES_MS = 3_000;
const NOT_AT_ONCE_MS = 100;

interface Fault extends OpenOptions {
  /** The node that it happens to. */
  node?: number;
  /** Nobody may be without a meeting, not for a moment. */
  isUnnoticed?: true;
  /** Instead of ten meetings of five. */
  open?(stage: Stage): Promise<Meeting[]>;
  /**
   * Makes it happen.
   * @returns numbers of its own.
   */
  happen(stage: Stage, meetings: Meeting[]): Promise<string[] | void>;
  /** Makes it good, when the meetings are whole. */
  repair?(stage: Stage, meetings: Meeting[]): Promise<string[] | void>;
}

/** Ten meetings of five are open while something happens; in the end each must be whole, on one node, and nobody told of it. */
export async function disturb(stage: Stage, fault: Fault): Promise<Outcome> {
  const meetings = await (fault.open?.(stage) ?? openMeetings(stage, fault));
  try {
    const numbers: string[] = [];
    if ((await untilTogether(meetings, PATIENCE_MS)) === undefined)
      return { problems: ['before: ', ...(await problemsNow(stage, meetings))], numbers };
    await pause(SETTLES_MS);
    const before = await problemsNow(stage, meetings);
    if (before.length > 0) return { problems: ['before: ', ...before], numbers };
    const owners = await stage.cluster.owners(stage.readUrl());
    const held = (await stage.cluster.held()).map((one) => one?.meetings ?? '–');
    numbers.push(`meetings on the nodes before: ${held.join(', ')}`);
    const atMs = performance.now();
    numbers.push(...((await fault.happen(stage, meetings)) ?? []));
    const happenedAtMs = performance.now();
    const togetherAtMs = await untilTogether(meetings, PATIENCE_MS);
    const of = (isOwned: boolean) =>
      meetings
        .filter(({ space }) => (owners.get(space.id) === fault.node) === isOwned)
        .flatMap(({ people }) => people);
    if (fault.node === undefined) {
      numbers.push(absencesOf('people', everybody(meetings), atMs));
    } else {
      numbers.push(absencesOf('its meetings', of(true), atMs));
      numbers.push(absencesOf('meetings of other nodes', of(false), atMs));
    }
    // Nobody looks before a fault that lasts is over.
    if (togetherAtMs !== undefined && togetherAtMs - happenedAtMs > NOT_AT_ONCE_MS)
      numbers.push(`all whole ${seconds(togetherAtMs - atMs)} s after`);
    const problems = togetherAtMs === undefined ? await problemsNow(stage, meetings) : [];
    if (fault.isUnnoticed === true)
      for (const { name, absences } of everybody(meetings))
        if (absences.some(({ to = Infinity }) => to > atMs))
          problems.push(`${name} was without a meeting`);
    const repairedAtMs = performance.now();
    numbers.push(...((await fault.repair?.(stage, meetings)) ?? []));
    await pause(SETTLES_MS);
    if ((await untilTogether(meetings, PATIENCE_MS)) === undefined)
      problems.push('after its repair:');
    problems.push(...(await problemsNow(stage, meetings)));
    if (fault.repair !== undefined)
      numbers.push(absencesOf('after its repair', everybody(meetings), repairedAtMs));
    return { problems: [...new Set(problems)], numbers };
  } finally {
    await closeMeetings(stage, meetings);
  }
}

export const DISTRIBUTIONS: readonly Distribution[] = ['room', 'roundRobin'];
