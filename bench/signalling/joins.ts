// Joins and leaves a server over its signalling, repeatedly, and reads the cost.
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicrosecondsOf } from '../load/cpuTime.ts';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantOptions } from '../load/loadParticipant.ts';
import type { LoadServer } from '../load/loadServers.ts';
import { type JoinCost, TAIL_MS } from './bareCallsProcess.ts';
import { bothTracks, type JoinCase } from './joinCases.ts';

/** In turn, so that nobody present sees more joins in ten seconds than a page may answer. */
const MEETINGS = 20;

/**
 * @param join undefined: a socket is opened and closed, without any request.
 * @param server stopped at the end
 */
export async function measureJoins(
  server: LoadServer,
  join: JoinCase | undefined,
  warmUp: number,
  joins: number,
): Promise<JoinCost> {
  const { nodePid, workerPid, address } = server;
  // Those present live in another process, so their work is not waited for.
  const [there, comers] = [startGenerator(), startGenerator()];
  try {
    const rooms = await server.makeRooms(MEETINGS);
    const base = { server: address, name: 'Mätning', receives: true };
    const others = rooms.flatMap((callId) =>
      Array.from({ length: join?.others ?? 0 }, (): ParticipantOptions => ({
        ...base,
        callId,
        sends: bothTracks,
        depth: 'join',
      })),
    );
    await there.enter(others);
    const run = async (count: number) => {
      const before = { node: cpuMicrosecondsOf(nodePid), worker: cpuMicrosecondsOf(workerPid) };
      const wishes = Array.from({ length: count }, (_, place): ParticipantOptions => ({
        ...base,
        callId: rooms[place % MEETINGS] ?? '',
        sends: join?.sends === true ? bothTracks : {},
        // More than one address may do.
        address: `10.0.${place >> 8}.${place & 255}`,
        depth: join === undefined ? 'socket' : 'join',
      }));
      await comers.enter(wishes, { atOnce: 1, stays: false });
      await pause(TAIL_MS);
      return {
        node: (cpuMicrosecondsOf(nodePid) - before.node) / count,
        worker: (cpuMicrosecondsOf(workerPid) - before.worker) / count,
      };
    };
    await run(warmUp);
    return await run(joins);
  } finally {
    await Promise.all([there.stop(), comers.stop()]);
    await server.stop();
  }
}
