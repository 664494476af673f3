// What a person in a meeting of five costs the server that holds it: one media worker, everybody with microphone and camera.
import { setTimeout as pause } from 'node:timers/promises';
import { cameraOfThreeSizes } from '../load/camera.ts';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantOptions } from '../load/loadParticipant.ts';
import { startOurs } from '../load/loadServers.ts';
import { measureWindow, megabitsOf } from '../load/loadWindow.ts';

/** The bandwidth estimate ramps up by probing, and unwatched layers are stopped. */
const SETTLES_MS = 15_000;
export const IN_A_MEETING = 5;
const SPEAKING = 1;

export interface MediaOptions {
  meetings: number;
  seconds: number;
}

/** For one person. */
export interface MediaCost {
  workerCores: number;
  nodeCores: number;
  megabitsOut: number;
  people: number;
  lost: number;
}

export async function measureMedia({ meetings, seconds }: MediaOptions): Promise<MediaCost> {
  const server = await startOurs();
  const generator = startGenerator();
  try {
    const rooms = await server.makeRooms(meetings);
    const wishes = rooms.flatMap((callId) =>
      Array.from({ length: IN_A_MEETING }, (_, place): ParticipantOptions => ({
        server: server.address,
        callId,
        name: `Deltagare ${place + 1}`,
        sends: { microphone: { isSpeaking: place < SPEAKING }, camera: cameraOfThreeSizes },
        receives: true,
        watches: true,
        depth: 'media',
      })),
    );
    await generator.enter(wishes, { atOnce: 2 });
    await pause(SETTLES_MS);
    const window = await measureWindow(server, generator, seconds);
    const people = wishes.length;
    return {
      workerCores: window.workerCpu / 1e6 / window.seconds / people,
      nodeCores: window.nodeCpu / 1e6 / window.seconds / people,
      megabitsOut: megabitsOf(window) / window.seconds / people,
      people,
      lost: window.counts.packetsLost,
    };
  } finally {
    await generator.stop();
    await server.stop();
  }
}

export const mediaRows = ({ people, ...cost }: MediaCost) => [
  {
    'people in meetings of five': people,
    'media worker, cores each': Number(cost.workerCores.toFixed(4)),
    'Node, cores each': Number(cost.nodeCores.toFixed(4)),
    'Mbit/s out each': Number(cost.megabitsOut.toFixed(2)),
    'packets lost': cost.lost,
  },
];
