// All nodes are restarted one by one, while somebody comes again and again, to a meeting of their own, and goes.
import { setTimeout as pause } from 'node:timers/promises';
import { enter, seconds } from './meetings.ts';
import { makeSpace, type Stage } from './stage.ts';

const VISIT_EVERY_MS = 300;
/** Between two restarts. */
const SETTLES_MS = 3_000;

async function startVisits(stage: Stage): Promise<{ stop(): Promise<string[]> }> {
  const space = await makeSpace(stage, 'Besök');
  const waits: number[] = [];
  const stopping = new AbortController();
  const visit = async () => {
    while (!stopping.signal.aborted) {
      const comesAtMs = performance.now();
      const page = await enter(stage, space, 'Besökare', { distribution: 'room' });
      waits.push(performance.now() - comesAtMs);
      page.close();
      await pause(VISIT_EVERY_MS);
    }
  };
  const visiting = visit();
  return {
    /** @returns how it went. */
    async stop() {
      stopping.abort();
      await visiting;
      const longest = seconds(Math.max(...waits));
      return [`${waits.length} visitors waited ${longest} s at most`];
    },
  };
}

/** All nodes by SIGTERM, one after another, under joins. @returns how those went. */
export async function restartAll(stage: Stage): Promise<string[]> {
  const visits = await startVisits(stage);
  for (const node of stage.cluster.nodes) {
    await node.restart('SIGTERM');
    await pause(SETTLES_MS);
  }
  return visits.stop();
}
