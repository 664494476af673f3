// One meeting of so many, who all send a microphone and a camera and look at each other on laptops.
import { setTimeout as pause } from 'node:timers/promises';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantWish } from '../load/loadParticipant.ts';
import { startBare, startOurs } from '../load/loadServers.ts';
import { type LoadWindow, measureWindow } from '../load/loadWindow.ts';
import { cameraOfThreeSizes } from '../load/camera.ts';

/** The estimate of the bandwidth climbs from 1 Mbit/s by probes, and layers nobody looks at are stopped. */
const SETTLING_MS = 15_000;

/**
 * @param peer the bare one forwards everything to everybody, in the best layer that the estimate allows.
 * @param speaking so many speak all the time; the others are silent.
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
    const wishes = Array.from({ length: participants }, (_, place): ParticipantWish => ({
      server: server.address,
      callId,
      name: `Deltagare ${place + 1}`,
      sends: { microphone: { isSpeaking: place < speaking }, camera: cameraOfThreeSizes },
      receives: true,
      watches: peer === 'ours',
      goesTo: 'media',
    }));
    await generator.enter(wishes, { atOnce: 2 });
    await pause(SETTLING_MS);
    return await measureWindow(server, generator, seconds);
  } finally {
    await generator.stop();
    await server.stop();
  }
}
