// Fills a meeting with participants from the load generator, in addition to those in browsers.
import type { CameraSettings } from '../load/camera.ts';
import { type Generator, startGenerator } from '../load/generator.ts';
import type { ParticipantOptions } from '../load/loadParticipant.ts';
import type { ServerAddress } from '../load/signalling.ts';

/**
 * Smaller and slower than a real camera in each layer, since its frames are sent and decoded on the measured cores.
 * Its aspect ratio tells it from the video that is waited for (`joinProbe.ts`).
 */
export const fillingCamera: CameraSettings = {
  framesPerSecond: 10,
  layers: [
    { rid: 'r0', width: 240, height: 180, bitsPerSecond: 60_000 },
    { rid: 'r1', width: 480, height: 360, bitsPerSecond: 200_000 },
    { rid: 'r2', width: 960, height: 720, bitsPerSecond: 600_000 },
  ],
};

/** Of the person whose picture is waited for, where that one has no browser either: as wide as what a browser sends. */
export const awaitedCamera: CameraSettings = {
  framesPerSecond: 20,
  layers: [
    { rid: 'r0', width: 320, height: 180, bitsPerSecond: 100_000 },
    { rid: 'r1', width: 640, height: 360, bitsPerSecond: 300_000 },
    { rid: 'r2', width: 1280, height: 720, bitsPerSecond: 900_000 },
  ],
};

/**
 * They are silent and watch nobody: forwarding among them would also use the two cores (`bench:growth` measures
 * that).
 * @param camera with its recording
 */
export async function fill(
  server: ServerAddress,
  callId: string,
  count: number,
  camera: CameraSettings,
): Promise<Generator> {
  const generator = startGenerator();
  const wishes = Array.from({ length: count }, (_, place): ParticipantOptions => ({
    server,
    callId,
    name: `Deltagare ${place + 2}`,
    sends: { microphone: { isSpeaking: false }, camera },
    receives: false,
    depth: 'media',
  }));
  await generator.enter(wishes, { atOnce: 2 });
  return generator;
}
