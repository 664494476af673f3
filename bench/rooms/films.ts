// What virtual cameras send: pictures as noisy as a camera's with a number drawn over them, or plain colours; encoded
// beforehand, and kept on this computer.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@distansmote/testkit/network/run.ts';
import { COLOURS, type Colour } from '@distansmote/testkit/picture/colours.ts';
import { encodedClip } from '@distansmote/testkit/picture/ffmpeg.ts';
import { plain, rectanglesOf } from '@distansmote/testkit/picture/testPattern.ts';
import type { EncodedFrame } from '@distansmote/testkit/room/encodedFilm.ts';
import { isIdr, nalType, splitNalUnits } from '../../server/src/rtp/h264/nalUnits.ts';
import { cameraOfThreeSizes } from '../load/camera.ts';

export const FRAME_RATE = 25;
const [WIDTH, HEIGHT] = [1_280, 720];
/** Their end goes over into their beginning. */
const CAMERA_SECONDS = 10;
const PLAIN_SECONDS = 4;
const [DELIMITER, DESCRIPTION] = [9, 6];

/** A person's camera, in three layers: the path of a recording for `Camera`. Its pictures' numbers are their indices. */
export function personFilm(colour?: Colour): Promise<string> {
  return kept(`person ${colour}`, 'json', async (path) => {
    const master = await masterFilm(colour);
    const layers: { isKeyFrame: boolean; temporalLayer: number; data: string }[][] = [];
    for (const { width, height, bitsPerSecond } of cameraOfThreeSizes.layers) {
      const live = ['-cpu-used', '6', '-lag-in-frames', '0', '-error-resilient', '0', '-g', '9999'];
      const rate = ['-b:v', `${bitsPerSecond}`, '-maxrate', `${bitsPerSecond}`];
      const filter = `movie=${master},scale=${width}:${height}`;
      const frames = await encodedClip('VP8', filter, [...live, ...rate]);
      layers.push(
        frames.map((frame) => ({
          // RFC 6386 §9.1.
          isKeyFrame: ((frame[0] ?? 1) & 1) === 0,
          temporalLayer: 0,
          data: frame.toString('base64'),
        })),
      );
    }
    writeFileSync(path, JSON.stringify(layers));
  });
}

/** A room's camera, with a key frame each second, in slices that fit into packets. */
export async function roomFilm(): Promise<EncodedFrame[]> {
  const path = await kept('room', 'json', async (file) => {
    const master = await masterFilm(undefined);
    const slices = `slice-max-size=1100:keyint=${FRAME_RATE}:scenecut=0:repeat-headers=1`;
    const live = ['-preset', 'veryfast', '-tune', 'zerolatency', '-profile:v', 'baseline'];
    const rate = ['-b:v', '1500k', '-maxrate', '1500k', '-bufsize', '750k'];
    const options = [...live, ...rate, '-x264-params', slices];
    const units = await encodedClip('H264', `movie=${master}`, options);
    const nals = units.map((unit) => splitNalUnits(unit).map((nal) => nal.toString('base64')));
    writeFileSync(file, JSON.stringify(nals));
  });
  const units = JSON.parse(readFileSync(path, 'utf8')) as string[][];
  return units.map((unit) => {
    const nals = unit
      .map((nal) => Buffer.from(nal, 'base64'))
      .filter((nal) => nalType(nal) !== DELIMITER && nalType(nal) !== DESCRIPTION);
    return { nals, isKeyFrame: nals.some(isIdr) };
  });
}

function masterFilm(colour: Colour | undefined): Promise<string> {
  return kept(`master ${colour}`, 'mp4', async (path) => {
    const size = `${WIDTH}x${HEIGHT}:rate=${FRAME_RATE}`;
    // Fine structure that moves slowly, and the noise of a sensor, as in bench/compositor/clips.ts.
    const content =
      colour === undefined
        ? `mandelbrot=size=${size}:end_scale=0.05,noise=alls=6:allf=t,trim=duration=${CAMERA_SECONDS}`
        : `color=0x${hexOf(colour)}:size=${size}:duration=${PLAIN_SECONDS}`;
    const fine = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '8', '-pix_fmt', 'yuv420p'];
    const filter = [content, ...numberBlocks()].join(',');
    await run([
      'ffmpeg',
      '-v',
      'error',
      '-nostdin',
      '-y',
      '-f',
      'lavfi',
      '-i',
      filter,
      ...fine,
      path,
    ]);
  });
}

/** The test pattern's number without its quarters. */
function numberBlocks(): string[] {
  const quarters = 4;
  return rectanglesOf(plain('black'))
    .slice(quarters)
    .map(({ x, y, width, height, colour, ifBit }) => {
      const [left, top] = [Math.round(x * WIDTH), Math.round(y * HEIGHT)];
      const right = Math.round((x + width) * WIDTH);
      const bottom = Math.round((y + height) * HEIGHT);
      const when = ifBit === undefined ? '' : `:enable='mod(floor(n/${2 ** ifBit}),2)'`;
      const box = `x=${left}:y=${top}:w=${right - left}:h=${bottom - top}`;
      return `drawbox=${box}:color=0x${hexOf(colour)}:t=fill${when}`;
    });
}

function hexOf(colour: Colour): string {
  return COLOURS[colour].map((one) => one.toString(16).padStart(2, '0')).join('');
}

/** Made once. @returns its path */
async function kept(
  name: string,
  ending: string,
  make: (path: string) => Promise<void>,
): Promise<string> {
  // Changed with the films: these are of another content then.
  const version = 1;
  const hash = createHash('sha256').update(`${name} ${version}`).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `distansmote-bench-${hash}.${ending}`);
  if (existsSync(path)) return path;
  const own = join(tmpdir(), `distansmote-bench-${hash}.${process.pid}.${ending}`);
  await make(own);
  renameSync(own, path);
  return path;
}
