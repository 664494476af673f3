// A meeting larger than its node, on a media worker that another lends: that one dies.
import { scrape } from '@distansmote/testkit/server/scrape.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { enter, everybody, type Meeting, NAMES } from '../meetings.ts';
import { disturb, type Scenario } from '../scenario.ts';
import { makeSpace, nodeOf, type Stage } from '../stage.ts';

/** The others come once a media worker is lent. */
const COME_FIRST = 3;
const LENT_WITHIN_MS = 30_000;
const OPTIONS = { distribution: 'room' } as const;

/** @returns the position of the node that lends a media worker. @throws Error if none does in time. */
const lender = ({ cluster }: Stage) =>
  waitFor(
    async () => {
      const counts = async (which: 'lent' | 'borrowed') => {
        const scrapes = await Promise.all(cluster.nodes.map((node) => scrape(node)));
        return scrapes.map(({ value }) => value(`distansmote_cluster_${which}_workers`));
      };
      // It is lent before it has been tried, and is borrowed after.
      const at = (await counts('lent')).indexOf(1);
      if (at === -1 || !(await counts('borrowed')).includes(1))
        throw new Error('no node lends a media worker');
      return at;
    },
    { timeout: LENT_WITHIN_MS, interval: 50 },
  );

/** @returns the meeting, and the node that lends it a media worker. */
async function openLargeMeeting(stage: Stage): Promise<{ meeting: Meeting; host: number }> {
  const space = await makeSpace(stage, 'Stort möte');
  const people = [];
  let host = -1;
  for (const [at, name] of NAMES.entries()) {
    // A further one may be lent by a third node when this one is full.
    if (at === COME_FIRST) host = await lender(stage);
    people.push(await enter(stage, space, name, OPTIONS));
  }
  return { meeting: { space, people }, host };
}

export const guests: Scenario[] = [
  {
    name: 'guest-killed',
    says: 'a meeting of five is on a media worker that another node lends, and that node is killed',
    aim: 'all back ≤ 2 s',
    hasGuests: true,
    async run(stage) {
      let host = -1;
      let outCount = 0;
      const outcome = await disturb(stage, {
        ...OPTIONS,
        async open(on) {
          const opened = await openLargeMeeting(on);
          host = opened.host;
          return [opened.meeting];
        },
        happen: (on) => nodeOf(on, host).end('SIGKILL'),
        repair(on, meetings) {
          outCount = everybody(meetings).filter(({ absences }) => absences.length > 0).length;
          return nodeOf(on, host).run();
        },
      });
      // Otherwise nothing was there that could have died.
      if (outCount < NAMES.length)
        outcome.problems.push(`only ${outCount} lost the lent media worker`);
      return outcome;
    },
  },
];
