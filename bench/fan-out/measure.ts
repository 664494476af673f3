// One run of one load against one server, which is started for it.
import { setTimeout as pause } from 'node:timers/promises';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantOptions } from '../load/loadParticipant.ts';
import { type LoadServer, startBare, startOurs } from '../load/loadServers.ts';
import { type LoadWindow, measureWindow } from '../load/loadWindow.ts';
import type { FanOutCase } from './cases.ts';

export type Peer = 'ours' | 'bare';

/** Key frames and bandwidth probes come in the first seconds. */
const SETTLING_MS = 6_000;

export async function measureCase(
  peer: Peer,
  { receivers, meetings, sends }: FanOutCase,
  seconds: number,
): Promise<LoadWindow> {
  const server: LoadServer = await (peer === 'ours' ? startOurs() : startBare());
  const generator = startGenerator();
  try {
    const rooms = await server.makeRooms(meetings);
    const base = { server: server.address, depth: 'media' } as const;
    const senders = rooms.map((callId): ParticipantOptions => ({
      ...base,
      callId,
      name: 'Sändare',
      sends,
      receives: false,
    }));
    await generator.enter(senders);
    const audience = Array.from({ length: receivers }, (_, place): ParticipantOptions => {
      const callId = rooms[place % meetings] ?? '';
      return { ...base, callId, name: `Mottagare ${place}`, sends: {}, receives: true };
    });
    await generator.enter(audience, { atOnce: 8 });
    await pause(SETTLING_MS);
    return await measureWindow(server, generator, seconds);
  } finally {
    await generator.stop();
    await server.stop();
  }
}
