// The test pattern as H.264 frames, encoded beforehand by x264 so that a room that sends them costs nearly nothing.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { makeFilm } from '../picture/film.ts';
import type { Quarters } from '../picture/testPattern.ts';

const execute = promisify(execFile);

export interface EncodedFrame {
  /** NAL units, without start codes. */
  nals: Buffer[];
  isKeyFrame: boolean;
}

export interface FilmOptions {
  quarters: Quarters;
  width?: number;
  height?: number;
  framesPerSecond?: number;
  seconds?: number;
}

/** Each second begins with a key frame. No slice is longer than a packet, so that it suits packetization mode 0 too. */
const SLICE_BYTES = 1_100;
const MAX_BYTES = 128 * 1024 * 1024;

/** The frame number in each picture is its index. */
export async function encodeFilm(options: FilmOptions): Promise<EncodedFrame[]> {
  return encode(['-i', await makeFilm(options)], options.framesPerSecond ?? 25);
}

/** What no camera is needed for. @param filter of FFmpeg, that ends by itself */
export function encodeFilter(filter: string, framesPerSecond: number): Promise<EncodedFrame[]> {
  return encode(['-f', 'lavfi', '-i', filter], framesPerSecond);
}

async function encode(input: readonly string[], framesPerSecond: number): Promise<EncodedFrame[]> {
  const x264 = [
    'annexb=1:aud=1:repeat-headers=1:bframes=0:sync-lookahead=0:rc-lookahead=0',
    `slice-max-size=${SLICE_BYTES}:keyint=${framesPerSecond}:scenecut=0:open-gop=0`,
  ].join(':');
  const codec = ['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast'];
  const output = ['-x264-params', x264, '-f', 'h264', 'pipe:1'];
  const { stdout } = await execute(
    '/usr/bin/ffmpeg',
    ['-v', 'error', '-nostdin', ...input, '-pix_fmt', 'yuv420p', ...codec, ...output],
    { encoding: 'buffer', maxBuffer: MAX_BYTES },
  );
  return framesIn(stdout);
}

/** Splits at the access unit delimiters (ITU-T H.264 §7.3.2.4), which are left out. */
function framesIn(stream: Buffer): EncodedFrame[] {
  const frames: EncodedFrame[] = [];
  for (const nal of nalsIn(stream)) {
    const type = (nal[0] ?? 0) & 0x1f;
    if (type === 9) {
      frames.push({ nals: [], isKeyFrame: false });
      continue;
    }
    const frame = frames.at(-1);
    // Not the encoder's own description (SEI), which is longer than a packet may be.
    if (frame === undefined || type === 6) continue;
    frame.nals.push(nal);
    if (type === 5) frame.isKeyFrame = true;
  }
  return frames;
}

function* nalsIn(stream: Buffer): Generator<Buffer> {
  const START = Buffer.from([0, 0, 1]);
  let from = stream.indexOf(START);
  while (from >= 0) {
    const next = stream.indexOf(START, from + 3);
    let end = next < 0 ? stream.length : next;
    // A start code may have four bytes.
    while (end > from + 3 && stream[end - 1] === 0) end -= 1;
    yield stream.subarray(from + 3, end);
    from = next;
  }
}
