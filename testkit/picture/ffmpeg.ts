// Makes and judges coded pictures with ffmpeg, whose codecs are not the product's.
import { spawn, spawnSync } from 'node:child_process';
import { accessUnits } from './accessUnits.ts';
import { fromIvf, toIvf } from './ivf.ts';

type Codec = 'H264' | 'VP8';

export const hasFfmpeg = spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0;

/**
 * The frames of a clip.
 *
 * @param filter a source of pictures, such as `testsrc2=size=640x360:rate=25:duration=2`
 * @param options of the encoder
 */
export async function encodedClip(
  codec: Codec,
  filter: string,
  options: readonly string[] = [],
): Promise<Buffer[]> {
  const output =
    codec === 'H264'
      ? ['-c:v', 'libx264', ...options, '-bsf:v', 'h264_metadata=aud=insert', '-f', 'h264']
      : ['-c:v', 'libvpx', '-deadline', 'realtime', ...options, '-f', 'ivf'];
  const input = ['-f', 'lavfi', '-i', filter, '-pix_fmt', 'yuv420p'];
  const stream = await ffmpeg([...input, ...output, '-'], Buffer.alloc(0));
  return codec === 'H264' ? accessUnits(stream) : fromIvf(stream);
}

/** The red, green and blue of each pixel of the last picture. */
export class Pixels {
  readonly #rgb: Buffer;
  readonly #width: number;

  constructor(rgb: Buffer, width: number) {
    this.#rgb = rgb;
    this.#width = width;
  }

  at(x: number, y: number): [red: number, green: number, blue: number] {
    const [red = 0, green = 0, blue = 0] = this.#rgb.subarray(3 * (y * this.#width + x));
    return [red, green, blue];
  }
}

/** Decodes frames that begin with a key frame. @returns one for each picture. */
export async function decodedPictures(
  codec: Codec,
  frames: readonly Buffer[],
  { width, height }: { width: number; height: number },
): Promise<Pixels[]> {
  const input =
    codec === 'H264'
      ? { format: 'h264', bytes: Buffer.concat(frames) }
      : { format: 'ivf', bytes: toIvf(frames, width, height) };
  const raw = ['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const pixels = await ffmpeg(['-f', input.format, '-i', '-', ...raw], input.bytes);
  const size = width * height * 3;
  const pictures = Array.from({ length: pixels.length / size }, (_, index) =>
    pixels.subarray(index * size, (index + 1) * size),
  );
  return pictures.map((picture) => new Pixels(picture, width));
}

function ffmpeg(args: readonly string[], input: Buffer): Promise<Buffer> {
  const child = spawn('ffmpeg', ['-v', 'error', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`ffmpeg ${args.join(' ')}: ${complaints}`));
    });
  });
}
