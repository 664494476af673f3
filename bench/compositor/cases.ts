// What a meeting with rooms asks of the compositor, picture by picture.
import { FRAME_RATE } from './clips.ts';
import { type Measured, startMeasured } from './measured.ts';

const HD = { width: 1280, height: 720 };
type Codec = 'H264' | 'VP8';

export interface Source {
  codec: Codec;
  frames: readonly Buffer[];
}

export interface Result {
  /** Milliseconds of CPU a picture. */
  msPerPicture: number;
  /** Megabytes. */
  memory: number;
  /** By encoder. */
  frames: Buffer[][];
}

/** Sources are decoded, then every encoder encodes once, for each picture. */
export async function run(
  program: string,
  sources: readonly Source[],
  open: (measured: Measured) => readonly number[],
): Promise<Result> {
  const measured = startMeasured(program);
  const { compositor } = measured;
  const encoders = open(measured);
  const frames: Buffer[][] = encoders.map(() => []);
  const count = Math.min(...sources.map((source) => source.frames.length));
  const before = measured.cpuMs();
  for (let index = 0; index < count; index += 1) {
    const decoded = sources.map(({ codec, frames: all }, source) =>
      compositor.decode(source, codec, all[index] ?? Buffer.alloc(0)),
    );
    const encoded = encoders.map((encoder) => compositor.encode(encoder, { isKeyFrame: false }));
    await Promise.all(decoded);
    for (const [at, frame] of (await Promise.all(encoded)).entries()) {
      if (frame) frames[at]?.push(frame.data);
    }
  }
  const result = {
    msPerPicture: (measured.cpuMs() - before) / count,
    memory: measured.peakMemory(),
    frames,
  };
  compositor.close();
  return result;
}

export const nothing = () => [];

/** The room's own picture, encoded again. */
export function again(
  codec: Codec,
  bitrate: number,
  profile: 'constrainedBaseline' | 'high' = 'constrainedBaseline',
) {
  return ({ compositor }: Measured) => {
    const input = { source: 0 };
    compositor.openEncoder(0, { codec, input, ...HD, bitrate, frameRate: FRAME_RATE, profile });
    return [0];
  };
}

/** As a browser's camera is sent (`client/src/media/layers.ts`). */
export function layers(count: number) {
  return ({ compositor }: Measured) => {
    const all = [
      { divisor: 4, bitrate: 150_000 },
      { divisor: 2, bitrate: 500_000 },
      { divisor: 1, bitrate: 1_500_000 },
    ].slice(0, count);
    for (const [encoder, { divisor, bitrate }] of all.entries()) {
      const size = { width: HD.width / divisor, height: HD.height / divisor };
      const options = {
        codec: 'VP8',
        input: { source: 0 },
        bitrate,
        frameRate: FRAME_RATE,
      } as const;
      compositor.openEncoder(encoder, { ...options, ...size });
    }
    return all.map((_, encoder) => encoder);
  };
}

/** What rooms see: the sources in tiles, with a name over each. */
export function composed(tiles: readonly (readonly [number, number, number, number])[], rooms = 1) {
  return ({ compositor }: Measured) => {
    const rgba = new Uint8Array(240 * 32 * 4).fill(128);
    compositor.setBitmap(1, { width: 240, height: 32, rgba });
    const encoders = Array.from({ length: rooms }, (_, index) => index);
    for (const room of encoders) {
      compositor.setScene(room, {
        ...HD,
        background: 0x101010,
        tiles: tiles.map(([x, y, width, height], source) => ({
          source,
          x,
          y,
          width,
          height,
          fit: 'cover',
        })),
        overlays: tiles.map(([x, y, , height]) => ({ bitmap: 1, x: x + 8, y: y + height - 40 })),
      });
      const input = { canvas: room };
      compositor.openEncoder(room, {
        codec: 'H264',
        input,
        ...HD,
        bitrate: 1_500_000,
        frameRate: FRAME_RATE,
      });
    }
    return encoders;
  };
}

const half = [0, 360];
export const TWO_BY_TWO = half.flatMap((y) => [0, 640].map((x) => [x, y, 640, 360] as const));
export const ONE_AND_FIVE = [
  [0, 0, 960, 540],
  [0, 540, 320, 180],
  [320, 540, 320, 180],
  [640, 540, 320, 180],
  [960, 540, 320, 180],
  [960, 360, 320, 180],
] as const;
