// Measures the memory of an idle participant, compared with Socket.IO and mediasoup alone.
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { residentKilobytesOf } from '../load/cpuTime.ts';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantOptions } from '../load/loadParticipant.ts';
import { type LoadServer, startBareSockets, startOurs } from '../load/loadServers.ts';
import { collectedHeapBytes } from './heap.ts';

export interface IdleMemory {
  /** Kilobytes each, in use after a collection, and resident. */
  heap: number;
  resident: number;
  /** Resident in the media worker. */
  worker: number;
}

export type IdleKind = 'bare socket' | 'our socket' | 'bare with transports' | 'our participant';

/** In each meeting; more would only increase the notices among them. */
const PER_MEETING = 50;
/** Joins that warm the server up, so that one-time initialization is done. */
const WARM_UP = 50;

/**
 * Socket.IO keeps what it sent for as long as a socket may recover, and cleans up once a minute: a socket is idle
 * only after that.
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
    const wishes = Array.from({ length: count + WARM_UP }, (_, place): ParticipantOptions => ({
      server: server.address,
      callId: rooms[Math.floor(place / PER_MEETING)] ?? '',
      name: `Mätning ${place}`,
      sends: {},
      receives: true,
      address: `10.0.${place >> 8}.${place & 255}`,
      depth: kind === 'our participant' ? 'join' : 'socket',
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
