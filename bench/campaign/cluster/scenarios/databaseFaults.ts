// A PostgreSQL that is away, crashes, hangs, or gives way to its standby.
import { setTimeout as pause } from 'node:timers/promises';
import { makeSpace, type Stage } from '../stage.ts';
import { enter, seconds } from '../meetings.ts';
import { disturb, type Scenario } from '../scenario.ts';

const DOWN_MS = 30_000;
const CRASHED_MS = 5_000;
const HANGS_MS = 12_000;
/** Before the database is back, so that the newcomer has met its absence. */
const EARLY_MS = 3_000;

/** Somebody comes while the database is away. @returns how long they waited from its return on. */
async function withNewcomer(stage: Stage, awayMs: number, comeBack: () => Promise<void> | void) {
  const space = await makeSpace(stage, 'Nykomling');
  return async () => {
    await pause(awayMs - EARLY_MS);
    const entered = enter(stage, space, 'Nykomling', { distribution: 'room' });
    const enteredAt = entered.then(() => performance.now());
    await pause(EARLY_MS);
    await comeBack();
    const backAtMs = performance.now();
    const waitedMs = (await enteredAt) - backAtMs;
    (await entered).close();
    return [`a newcomer was in ${seconds(waitedMs)} s after it answered`];
  };
}

const aim = 'no meeting notices; newcomers ≤ 1 s after';

export const databaseFaults: Scenario[] = [
  {
    name: 'database-stop',
    says: 'PostgreSQL is stopped for 30 s',
    aim,
    run: (stage) =>
      disturb(stage, {
        distribution: 'room',
        isUnnoticed: true,
        async happen(on) {
          const wait = await withNewcomer(on, DOWN_MS, () => on.postgres.run());
          await on.postgres.end('orderly');
          return wait();
        },
      }),
  },
  {
    name: 'database-crash',
    says: 'PostgreSQL crashes, and is back after 5 s',
    aim,
    run: (stage) =>
      disturb(stage, {
        distribution: 'room',
        isUnnoticed: true,
        async happen(on) {
          const wait = await withNewcomer(on, CRASHED_MS, () => on.postgres.run());
          await on.postgres.end('crash');
          return wait();
        },
      }),
  },
  {
    name: 'database-hang',
    says: 'PostgreSQL hangs for 12 s',
    aim,
    run: (stage) =>
      disturb(stage, {
        distribution: 'room',
        isUnnoticed: true,
        async happen(on) {
          const wait = await withNewcomer(on, HANGS_MS, () => on.postgres.thaw());
          on.postgres.freeze();
          return wait();
        },
      }),
  },
  {
    name: 'database-promote',
    says: 'the primary dies, and its standby is promoted and gets its address after 5 s',
    aim,
    run: (stage) =>
      disturb(stage, {
        distribution: 'room',
        isUnnoticed: true,
        async happen(on) {
          const primary = on.postgres;
          const standby = await primary.startStandby();
          const wait = await withNewcomer(on, CRASHED_MS, async () => {
            await standby.promote();
            on.postgres = standby;
            on.databaseAddress.moveTo(standby.port);
          });
          // A standby follows some moments later: what was written last would be lost.
          await pause(1_000);
          await primary.end('crash');
          const numbers = await wait();
          await primary.stop();
          return numbers;
        },
      }),
  },
];
