// A node that no longer reaches the database, the other nodes, or anything, while people go on coming.
import { setTimeout as pause } from 'node:timers/promises';
import type { Cut } from '@distansmote/testkit/cluster/nodeNetworks.ts';
import { enter, seconds } from '../meetings.ts';
import { DISTRIBUTIONS, disturb, type Scenario } from '../scenario.ts';

const NODE = 0;
const CUT_MS = 15_000;
/** By then the others take the node for dead. */
const NOTICED_MS = 8_000;

const SAYS: Record<Cut, string> = {
  database: 'the database',
  otherNodes: 'the other nodes',
  everything: 'everything',
};

export const cuts: Scenario[] = DISTRIBUTIONS.flatMap((distribution) =>
  (Object.keys(SAYS) as Cut[]).map((from): Scenario => ({
    name: `cut-${from}-${distribution}`,
    says: `a node is cut from ${SAYS[from]} for 15 s, behind HAProxy by ${distribution}, and one more comes to each meeting`,
    aim: 'one meeting again ≤ 8 s',
    run: (stage) =>
      disturb(stage, {
        distribution,
        node: NODE,
        async happen(on, meetings) {
          await on.networks.nodes[NODE]?.cut(from);
          await pause(NOTICED_MS);
          const comingAtMs = performance.now();
          const coming = meetings.map(async ({ space, people }) => {
            people.push(await enter(on, space, 'Sen', { distribution }));
            return performance.now() - comingAtMs;
          });
          await pause(CUT_MS - NOTICED_MS);
          await on.networks.nodes[NODE]?.heal();
          const waits = (await Promise.all(coming)).map(seconds);
          return [`newcomers waited ${waits.join(', ')} s`];
        },
      }),
  })),
);
