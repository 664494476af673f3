// A node that dies, hangs, or is restarted.
import { setTimeout as pause } from 'node:timers/promises';
import { type OpenOptions, seconds } from '../meetings.ts';
import { DISTRIBUTIONS, disturb, type Scenario } from '../scenario.ts';
import { nodeOf, type Stage } from '../stage.ts';
import { restartAll } from '../visits.ts';

const PAGES: Record<string, OpenOptions & { says: string }> = {
  '': { says: '', distribution: 'room' },
  '-cold': { says: '; pages know nothing of getting ready', distribution: 'room', isOld: true },
  '-version-before': {
    says: '; pages are of the version before clusters, behind HAProxy in turns',
    distribution: 'roundRobin',
    isOld: true,
    isWithoutRoom: true,
  },
};

/** What it still holds is what it has not yet noticed to have lost. */
async function untilEmpty(stage: Stage, at: number): Promise<string> {
  const startedAtMs = performance.now();
  for (;;) {
    const held = (await stage.cluster.held())[at];
    const afterMs = performance.now() - startedAtMs;
    if (held?.meetings === 0) return `it held nothing ${seconds(afterMs)} s after`;
    if (afterMs > 30_000) return `it still held ${held?.meetings} meetings after 30 s`;
    await pause(50);
  }
}

export const nodeFaults: Scenario[] = [
  ...DISTRIBUTIONS.map((distribution): Scenario => ({
    name: `kill-${distribution}`,
    says: `a node is killed, behind HAProxy by ${distribution}: owner of some meetings, edge of others`,
    aim: 'all back ≤ 2 s',
    run: (stage) =>
      disturb(stage, {
        distribution,
        node: 0,
        happen: (on) => nodeOf(on, 0).end('SIGKILL'),
        repair: (on) => nodeOf(on, 0).run(),
      }),
  })),
  ...DISTRIBUTIONS.map((distribution): Scenario => ({
    name: `freeze-${distribution}`,
    says: `a node and its workers hang, behind HAProxy by ${distribution}, and go on later`,
    aim: 'all back ≤ 10 s; nothing held within 2 s of thawing',
    run: (stage) =>
      disturb(stage, {
        distribution,
        node: 1,
        async happen(on) {
          nodeOf(on, 1).freeze();
          // Until others have taken over.
          await pause(12_000);
        },
        async repair(on) {
          nodeOf(on, 1).thaw();
          return [await untilEmpty(on, 1)];
        },
      }),
  })),
  {
    name: 'freeze-node-only',
    says: 'a node hangs, and its workers play on',
    aim: 'all back ≤ 10 s',
    run: (stage) =>
      disturb(stage, {
        distribution: 'room',
        node: 2,
        async happen(on) {
          nodeOf(on, 2).freeze('withoutWorkers');
          await pause(12_000);
        },
        async repair(on) {
          nodeOf(on, 2).thaw();
          return [await untilEmpty(on, 2)];
        },
      }),
  },
  ...DISTRIBUTIONS.map((distribution): Scenario => ({
    name: `two-die-${distribution}`,
    says: `two nodes are killed at once, behind HAProxy by ${distribution}`,
    aim: 'all back at the third',
    run: (stage) =>
      disturb(stage, {
        distribution,
        async happen(on) {
          await Promise.all([nodeOf(on, 0).end('SIGKILL'), nodeOf(on, 1).end('SIGKILL')]);
        },
        async repair(on) {
          await Promise.all([nodeOf(on, 0).run(), nodeOf(on, 1).run()]);
        },
      }),
  })),
  ...Object.entries(PAGES).map(([which, { says, ...options }]): Scenario => ({
    name: `restart${which}`,
    says: `all nodes are restarted one by one by SIGTERM, under joins${says}`,
    aim: 'all back; sound gap ≤ 1.5 s cold, ≤ 0.3 s warm (browsers-restart)',
    run: (stage) =>
      disturb(stage, {
        ...options,
        happen: restartAll,
      }),
  })),
];
