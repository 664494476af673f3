// The test pattern as a video file, which softphones play as their camera.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../network/run.ts';
import { COLOURS } from './colours.ts';
import { type Quarters, rectanglesOf } from './testPattern.ts';

const PROGRAM = '/usr/bin/ffmpeg';

export interface FilmOptions {
  quarters: Quarters;
  width?: number;
  height?: number;
  framesPerSecond?: number;
  seconds?: number;
}

/** The reason why none can be made; undefined if it can. */
export const whyNoFilm = (): string | undefined =>
  existsSync(PROGRAM) ? undefined : 'no ffmpeg here: apt-get install ffmpeg';

/** H.264 in MP4; made once on this computer, since it takes seconds. @returns its path. */
export async function makeFilm({
  quarters,
  width = 1280,
  height = 720,
  framesPerSecond = 25,
  seconds = 60,
}: FilmOptions): Promise<string> {
  const input = `color=s=${width}x${height}:r=${framesPerSecond}:d=${seconds}`;
  const filter = rectanglesOf(quarters)
    .map(({ colour, ifBit, ...at }) => {
      const [x, y] = [Math.round(at.x * width), Math.round(at.y * height)];
      const [right, bottom] = [(at.x + at.width) * width, (at.y + at.height) * height];
      const size = `w=${Math.round(right) - x}:h=${Math.round(bottom) - y}`;
      const hex = COLOURS[colour].map((one) => one.toString(16).padStart(2, '0')).join('');
      const when = ifBit === undefined ? '' : `:enable='mod(floor(n/${2 ** ifBit}),2)'`;
      return `drawbox=x=${x}:y=${y}:${size}:color=0x${hex}:t=fill${when}`;
    })
    .join(',');
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-f', 'mp4'];
  const command = ['-f', 'lavfi', '-i', input, '-vf', filter, ...codec];
  const name = createHash('sha256').update(command.join()).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `distansmote-film-${name}.mp4`);
  if (existsSync(path)) return path;
  // Another process may be making the same one.
  const own = `${path}.${process.pid}`;
  await run([PROGRAM, '-v', 'error', '-nostdin', '-y', ...command, own]);
  await rename(own, path);
  return path;
}
