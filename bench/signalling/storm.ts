// Lets very many join at the same moment: how many got in, how long it took, and what it cost.
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicrosecondsOf } from '../load/cpuTime.ts';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantOptions } from '../load/loadParticipant.ts';
import { startBare, startOurs } from '../load/loadServers.ts';
import { TAIL_MS } from './bareCallsProcess.ts';
import { bothTracks } from './joinCases.ts';

export interface Storm {
  joinsMs: number[];
  /** From the first socket to the last who joined. */
  wholeMs: number;
  /** Microseconds a join. */
  node: number;
  worker: number;
  /** Had to prepare again, since their preparation was evicted for others. */
  anew: number;
}

const PER_MEETING = 50;

/**
 * Each meeting has one who sends microphone and camera; all others join at once, and receive.
 * @param checkout the folder of another checkout.
 */
export async function measureStorm(
  peer: 'ours' | 'bare',
  count: number,
  checkout?: string,
): Promise<Storm> {
  const ours = checkout === undefined ? {} : { checkout };
  const server = await (peer === 'ours' ? startOurs(ours) : startBare());
  const { nodePid, workerPid } = server;
  const [there, comers] = [startGenerator(), startGenerator()];
  try {
    const rooms = await server.makeRooms(Math.ceil(count / PER_MEETING));
    const base = { server: server.address, receives: true, depth: 'join' } as const;
    await there.enter(
      rooms.map((callId) => ({ ...base, callId, name: 'Sändare', sends: bothTracks })),
    );
    const wishes = Array.from({ length: count }, (_, place): ParticipantOptions => ({
      ...base,
      callId: rooms[place % rooms.length] ?? '',
      name: `Mätning ${place}`,
      sends: {},
      address: `10.0.${place >> 8}.${place & 255}`,
    }));
    const before = { node: cpuMicrosecondsOf(nodePid), worker: cpuMicrosecondsOf(workerPid) };
    const startMs = performance.now();
    const joinsMs = await comers.enter(wishes, { atOnce: count });
    const wholeMs = performance.now() - startMs;
    const { counts } = await comers.count();
    await pause(TAIL_MS);
    return {
      joinsMs,
      wholeMs,
      anew: counts.preparations - counts.participants,
      node: (cpuMicrosecondsOf(nodePid) - before.node) / count,
      worker: (cpuMicrosecondsOf(workerPid) - before.worker) / count,
    };
  } finally {
    await Promise.all([there.stop(), comers.stop()]);
    await server.stop();
  }
}
