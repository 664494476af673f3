// One meeting of `size` people, who all send microphone and camera and watch each other on laptops.
import { setTimeout as pause } from 'node:timers/promises';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantOptions } from '../load/loadParticipant.ts';
import { startBare, startOurs } from '../load/loadServers.ts';
import { type LoadWindow, measureWindow } from '../load/loadWindow.ts';
import { cameraOfThreeSizes } from '../load/camera.ts';

/** The bandwidth estimate ramps up from 1 Mbit/s by probing, and unwatched layers are stopped. */
const SETTLING_MS = 15_000;

/**
 * @param peer the bare server forwards everything to everybody, in the best layer that the bandwidth estimate allows.
 * @param speaking how many speak continuously; the others are silent.
 */
export async function measureMeeting(
  peer: 'ours' | 'bare',
  participants: number,
  speaking: number,
  seconds: number,
): Promise<LoadWindow> {
  const server = await (peer === 'ours' ? startOurs() : startBare());
  const generator = startGenerator();
  try {
    const [callId = ''] = await server.makeRooms(1);
    const wishes = Array.from({ length: participants }, (_, place): ParticipantOptions => ({
      server: server.address,
      callId,
      name: `Deltagare ${place + 1}`,
      sends: { microphone: { isSpeaking: place < speaking }, camera: cameraOfThreeSizes },
      receives: true,
      watches: peer === 'ours',
      depth: 'media',
    }));
    await generator.enter(wishes, { atOnce: 2 });
    await pause(SETTLING_MS);
    return await measureWindow(server, generator, seconds);
  } finally {
    await generator.stop();
    await server.stop();
  }
}
