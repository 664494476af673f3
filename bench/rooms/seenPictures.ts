// Coded pictures with the moment of their arrival, decoded after the measurement, so that decoding costs it nothing.
import { spawn } from 'node:child_process';
import { type Area, Picture } from '@distansmote/testkit/picture/picture.ts';
import { toIvf } from '@distansmote/testkit/picture/ivf.ts';

export interface CodedPicture {
  data: Buffer;
  isKeyFrame: boolean;
  /** When the last of it arrived, in the time of `performance.now()`. */
  at: number;
}

export interface SeenPicture {
  picture: Picture;
  at: number;
}

/** Enough for numbers and colours. */
const [WIDTH, HEIGHT] = [160, 90];
const PICTURE_BYTES = 4 * WIDTH * HEIGHT;

/**
 * Shows each picture that can be decoded, in order; without those before the first key frame.
 *
 * @param show the picture is overwritten afterwards
 */
export async function decodePictures(
  codec: 'H264' | 'VP8',
  coded: readonly CodedPicture[],
  show: (seen: SeenPicture) => void,
): Promise<void> {
  const first = coded.findIndex(({ isKeyFrame }) => isKeyFrame);
  const whole = first < 0 ? [] : coded.slice(first);
  if (whole.length === 0) return;
  const file = toIvf(
    whole.map(({ data }) => data),
    1_280,
    720,
  );
  if (codec === 'H264') file.write('H264', 8, 'latin1');
  const filter = `scale=${WIDTH}:${HEIGHT}:flags=area,showinfo=checksum=0`;
  const output = ['-vf', filter, '-fps_mode', 'passthrough', '-pix_fmt', 'rgba', '-f', 'rawvideo'];
  const input = ['-flags', '+low_delay+output_corrupt', '-copyts', '-f', 'ivf', '-i', '-'];
  const child = spawn('ffmpeg', ['-hide_banner', '-threads', '1', ...input, ...output, '-'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Each picture's place in the input: what cannot be decoded is left out.
  let told = '';
  const places: number[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    const end = told.lastIndexOf('\n') + 1;
    for (const [, pts] of told.slice(0, end).matchAll(/\bn: *\d+ pts: *(\d+)/g))
      places.push(Number(pts));
    told = told.slice(end);
  });
  const pixels: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => pixels.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(file);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const all = Buffer.concat(pixels);
  for (const [index, place] of places.entries()) {
    const rgba = all.subarray(index * PICTURE_BYTES, (index + 1) * PICTURE_BYTES);
    const arrived = whole[place];
    if (rgba.length < PICTURE_BYTES || arrived === undefined) continue;
    show({ picture: new Picture(WIDTH, HEIGHT, rgba), at: arrived.at });
  }
}

/** In fractions of a room's picture. */
export function areaOf(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  canvas = { width: 1_280, height: 720 },
): Area {
  return {
    x: x / canvas.width,
    y: y / canvas.height,
    width: width / canvas.width,
    height: height / canvas.height,
  };
}
