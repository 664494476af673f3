// A room's screen: FFmpeg takes the RTP apart and decodes it, and tests read the frames.
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../network/ports.ts';
import { Picture } from '../picture/picture.ts';
import { endProcess } from '../server/nodeProcess.ts';
import { waitFor } from '../waiting/waitFor.ts';

/** Frames are scaled to this, whatever size they have. */
const [WIDTH, HEIGHT] = [320, 180];
const FRAME_BYTES = 4 * WIDTH * HEIGHT;
const PAYLOAD_TYPE = 96;
const STARTED = { timeout: 15_000, interval: 10 };

export interface ShownFrame {
  picture: Picture;
  /** In the time of `performance.now`: when it was decoded, some milliseconds after it arrived. */
  at: number;
}

export class FfmpegScreen {
  /** Of all frames, since it started; pictures are kept of the latest alone. */
  readonly shownAt: number[] = [];
  latest: ShownFrame | undefined;
  /** Told of each frame. */
  onFrame: (frame: ShownFrame) => void = () => {};
  readonly #folder: string;
  readonly #program: ChildProcess;
  readonly #socket: Socket;
  readonly #port: number;
  #rest = Buffer.alloc(0);

  private constructor(folder: string, program: ChildProcess, socket: Socket, port: number) {
    this.#folder = folder;
    this.#program = program;
    this.#socket = socket;
    this.#port = port;
    program.stdout?.on('data', (data: Buffer) => this.#read(data));
  }

  /** Once it listens, so that it misses no key frame. */
  static async start(): Promise<FfmpegScreen> {
    const folder = await mkdtemp(join(tmpdir(), 'distansmote-screen-'));
    const { firstPort: port } = await freePorts(2);
    const sdp = [
      'v=0',
      'o=- 0 0 IN IP4 127.0.0.1',
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      `m=video ${port} RTP/AVP ${PAYLOAD_TYPE}`,
      `a=rtpmap:${PAYLOAD_TYPE} H264/90000`,
      `a=fmtp:${PAYLOAD_TYPE} packetization-mode=1`,
      '',
    ].join('\r\n');
    await writeFile(join(folder, 'in.sdp'), sdp);
    // Not `-fflags nobuffer`: it throws away what was read to learn the size, and so the only key frame.
    const low = ['-flags', 'low_delay', '-reorder_queue_size', '0'];
    const input = ['-protocol_whitelist', 'file,udp,rtp', '-i', join(folder, 'in.sdp')];
    const output = ['-vf', `scale=${WIDTH}:${HEIGHT}`, '-pix_fmt', 'rgba', '-f', 'rawvideo'];
    const program = spawn(
      '/usr/bin/ffmpeg',
      ['-v', 'quiet', '-nostdin', '-threads', '1', ...low, ...input, ...output].concat([
        '-vsync',
        'passthrough',
        'pipe:1',
      ]),
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const screen = new FfmpegScreen(folder, program, createSocket('udp4'), port);
    await waitFor(async () => {
      if (!(await isBound(port))) throw new Error('ffmpeg does not listen');
    }, STARTED);
    return screen;
  }

  /** An RTP packet, of whatever payload type. */
  receive(packet: Uint8Array): void {
    const own = Buffer.from(packet);
    own[1] = ((own[1] ?? 0) & 0x80) | PAYLOAD_TYPE;
    this.#socket.send(own, this.#port, '127.0.0.1', () => undefined);
  }

  async close(): Promise<void> {
    // It may have ended by itself, when nothing came.
    await endProcess(this.#program, 'SIGKILL');
    this.#socket.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #read(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    while (this.#rest.length >= FRAME_BYTES) {
      const rgba = Buffer.from(this.#rest.subarray(0, FRAME_BYTES));
      this.#rest = this.#rest.subarray(FRAME_BYTES);
      const at = performance.now();
      this.latest = { picture: new Picture(WIDTH, HEIGHT, rgba), at };
      this.shownAt.push(at);
      this.onFrame(this.latest);
    }
  }
}

/** Whether some program has this UDP port (proc(5)). */
async function isBound(port: number): Promise<boolean> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return (await readFile('/proc/net/udp', 'utf8')).includes(`:${hex} `);
}
