// Measures what one who is there and does nothing takes of memory, ours beside Socket.IO and mediasoup alone.
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { residentKilobytesOf } from '../load/cpuTime.ts';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantWish } from '../load/loadParticipant.ts';
import { type LoadServer, startBareSockets, startOurs } from '../load/loadServers.ts';
import { collectedHeapBytes } from './heap.ts';

export interface IdleMemory {
  /** Kilobytes of one, in use after a collection, and resident. */
  heap: number;
  resident: number;
  /** Resident in the media worker. */
  worker: number;
}

export type IdleKind = 'bare socket' | 'our socket' | 'bare with transports' | 'our participant';

/** In each meeting; more would only tell each other more. */
const PER_MEETING = 50;
/** Comers to warm the server up: what is made once is made. */
const WARM_UP = 50;

/**
 * Socket.IO keeps what it told for as long as a socket may recover, and looks once a minute what is old: only then
 * is one idle.
 */
export const IDLE_SECONDS = 100;

export async function measureIdleMemory(
  kind: IdleKind,
  count: number,
  idleSeconds: number,
): Promise<IdleMemory> {
  const inspectorPort = await freePort();
  const nodeOptions = [`--inspect=127.0.0.1:${inspectorPort}`];
  const server: LoadServer = await (kind.startsWith('our')
    ? startOurs({ nodeOptions })
    : startBareSockets({ nodeOptions, withTransports: kind === 'bare with transports' }));
  const generator = startGenerator();
  try {
    const rooms = await server.makeRooms(Math.ceil((count + WARM_UP) / PER_MEETING));
    const wishes = Array.from({ length: count + WARM_UP }, (_, place): ParticipantWish => ({
      server: server.address,
      callId: rooms[Math.floor(place / PER_MEETING)] ?? '',
      name: `Mätning ${place}`,
      sends: {},
      receives: true,
      address: `10.0.${place >> 8}.${place & 255}`,
      goesTo: kind === 'our participant' ? 'join' : 'socket',
    }));
    const read = async () => {
      await pause(idleSeconds * 1_000);
      return {
        heap: (await collectedHeapBytes(inspectorPort)) / 1_024,
        resident: residentKilobytesOf(server.nodePid),
        worker: server.workerPid === 0 ? 0 : residentKilobytesOf(server.workerPid),
      };
    };
    await generator.enter(wishes.slice(0, WARM_UP));
    const before = await read();
    await generator.enter(wishes.slice(WARM_UP));
    const after = await read();
    return {
      heap: (after.heap - before.heap) / count,
      resident: (after.resident - before.resident) / count,
      worker: (after.worker - before.worker) / count,
    };
  } finally {
    await generator.stop();
    await server.stop();
  }
}
