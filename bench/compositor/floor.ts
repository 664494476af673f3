// What ffmpeg's codecs need for the same, in one thread: the floor, and the judge of quality.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toIvf } from '@distansmote/testkit/picture/ivf.ts';
import { FRAME_RATE } from './clips.ts';

export interface Cost {
  /** Of CPU, in milliseconds a picture. */
  msPerPicture: number;
}

export interface Coded extends Cost {
  bitrate: number;
  /** 1 is the same picture. */
  ssim: number;
}

type Codec = 'H264' | 'VP8';

/** A folder for one run. */
export class Floor {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bench-compositor-'));

  decode(codec: Codec, frames: readonly Buffer[], width = 0, height = 0): Cost {
    const file = this.#write(codec, frames, width, height);
    return { msPerPicture: cpuMs(['-threads', '1', ...file, '-f', 'null', '-']) / frames.length };
  }

  /** What encoding adds to decoding the master. @param isJudged whether the quality is wanted, for the same size */
  encode(master: readonly Buffer[], options: readonly string[], isJudged = true): Coded {
    const input = this.#write('H264', master, 0, 0);
    const output = join(this.#folder, 'encoded.mkv');
    const coded = ['-fps_mode', 'passthrough', ...options, '-threads', '1', '-y', output];
    const both = cpuMs(['-threads', '1', ...input, ...coded]);
    const decoding = this.decode('H264', master).msPerPicture;
    const seconds = master.length / FRAME_RATE;
    return {
      msPerPicture: both / master.length - decoding,
      bitrate: (readFileSync(output).length * 8) / seconds,
      ssim: isJudged ? ssimOf(['-i', output], input) : Number.NaN,
    };
  }

  ssim(codec: Codec, frames: readonly Buffer[], master: readonly Buffer[]): number {
    const input = this.#write('H264', master, 0, 0);
    return ssimOf(this.#write(codec, frames, 1280, 720, 'coded'), input);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #write(codec: Codec, frames: readonly Buffer[], width: number, height: number, name = 'input') {
    const path = join(this.#folder, `${name}.${codec}`);
    writeFileSync(path, codec === 'H264' ? Buffer.concat(frames) : toIvf(frames, width, height));
    return ['-r', String(FRAME_RATE), '-f', codec === 'H264' ? 'h264' : 'ivf', '-i', path];
  }
}

/** The CPU time of one ffmpeg, user and system. */
function cpuMs(args: readonly string[]): number {
  const { stderr, status } = spawnSync('ffmpeg', ['-benchmark', ...args], { encoding: 'utf8' });
  const found = /utime=([\d.]+)s stime=([\d.]+)s/.exec(stderr);
  if (status !== 0 || found === null) throw new Error(`ffmpeg ${args.join(' ')}: ${stderr}`);
  return (Number(found[1]) + Number(found[2])) * 1000;
}

function ssimOf(coded: readonly string[], master: readonly string[]): number {
  const { stderr } = spawnSync(
    'ffmpeg',
    [
      ...coded,
      ...master,
      '-lavfi',
      '[0:v]settb=1/25,setpts=N[a];[1:v]settb=1/25,setpts=N[b];[a][b]ssim',
      '-f',
      'null',
      '-',
    ],
    { encoding: 'utf8' },
  );
  return Number(/SSIM .*All:([\d.]+)/.exec(stderr)?.[1] ?? Number.NaN);
}

export function ffmpegVersion(): string {
  const text = execFileSync('ffmpeg', ['-version'], { encoding: 'utf8' });
  return /version (\S+)/.exec(text)?.[1] ?? '';
}
