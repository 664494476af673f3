// Sends and receives video by RTP with ffmpeg, whose payload formats are not the product's.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { eventually } from '../waiting/eventually.ts';
import { freePorts } from '../network/ports.ts';

const LOOPBACK = '127.0.0.1';

/** Sends a clip in real time. @param options of the encoder and of RTP. @returns when it has been sent. */
export async function sendByFfmpeg(
  filter: string,
  options: readonly string[],
  port: number,
): Promise<void> {
  const input = ['-re', '-f', 'lavfi', '-i', filter, '-pix_fmt', 'yuv420p'];
  const target = `rtp://${LOOPBACK}:${port}?rtcpport=${port}&pkt_size=1200`;
  const child = start([...input, ...options, '-f', 'rtp', target], 'ignore');
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`ffmpeg has ended with ${code}`);
}

export class ReceivingFfmpeg {
  readonly port: number;
  readonly #child: ChildProcess;
  #frames: Buffer[] = [];
  #complaints = '';

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => this.#frames.push(chunk));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#complaints += text));
  }

  /**
   * Resolves when it listens.
   * @param media lines of SDP below the m= line
   * @param count of pictures, after which it ends
   */
  static async open(
    media: readonly string[],
    {
      payloadType,
      count,
      isEncrypted,
    }: { payloadType: number; count: number; isEncrypted: boolean },
  ): Promise<ReceivingFfmpeg> {
    const { firstPort: port } = await freePorts(2);
    const profile = isEncrypted ? 'RTP/SAVP' : 'RTP/AVP';
    const session = ['v=0', `o=- 0 0 IN IP4 ${LOOPBACK}`, 's=-', `c=IN IP4 ${LOOPBACK}`, 't=0 0'];
    const sdp = [...session, `m=video ${port} ${profile} ${payloadType}`, ...media, ''].join(
      '\r\n',
    );
    const input = ['-protocol_whitelist', 'pipe,udp,rtp,srtp', '-f', 'sdp', '-i', '-'];
    const output = ['-frames:v', String(count), '-fps_mode', 'passthrough', '-f', 'framecrc', '-'];
    const child = start([...input, ...output], 'pipe');
    child.stdin?.end(sdp);
    const receiving = new ReceivingFfmpeg(port, child);
    await eventually(() => isBound(port), true);
    return receiving;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null;
  }

  /** What it has decoded: a line for each picture. */
  get pictures(): string[] {
    const lines = Buffer.concat(this.#frames).toString().split('\n');
    return lines.filter((line) => line !== '' && !line.startsWith('#'));
  }

  /** Errors of its depacketiser and decoder. */
  get complaints(): string {
    return this.#complaints;
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}

function start(args: readonly string[], stdin: 'ignore' | 'pipe'): ChildProcess {
  return spawn('ffmpeg', ['-v', 'error', ...args], { stdio: [stdin, 'pipe', 'pipe'] });
}

async function isBound(port: number): Promise<boolean> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return (await readFile('/proc/net/udp', 'utf8')).includes(`:${hex} `);
}
