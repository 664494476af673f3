// Sends a clip over RTP with ffmpeg, whose codecs and packetizers are not the product's.
import { spawn, type ChildProcess } from 'node:child_process';
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';

export class RtpClip {
  readonly #socket: RtpSocket;
  readonly #child: ChildProcess;

  private constructor(socket: RtpSocket, child: ChildProcess) {
    this.#socket = socket;
    this.#child = child;
  }

  /**
   * @param filter a source of pictures, such as `color=red:size=640x360:rate=25`
   * @param stream `gop`: how many pictures from one key frame to the next, since it can be asked for none
   * @param onPacket takes each RTP packet, in real time
   */
  static async start(
    codec: 'H264' | 'VP8',
    filter: string,
    { ssrc, payloadType, gop = 12 }: { ssrc: number; payloadType: number; gop?: number },
    onPacket: (packet: Buffer) => void,
  ): Promise<RtpClip> {
    const socket = await RtpSocket.open('127.0.0.1', 0);
    socket.listen((packet) => onPacket(packet));
    const encoder =
      codec === 'H264'
        ? [
            '-c:v',
            'libx264',
            '-preset',
            'ultrafast',
            '-tune',
            'zerolatency',
            '-profile:v',
            'baseline',
          ]
        : ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8'];
    const input = ['-re', '-f', 'lavfi', '-i', filter, '-pix_fmt', 'yuv420p'];
    const rtp = [
      '-g',
      `${gop}`,
      '-payload_type',
      `${payloadType}`,
      '-ssrc',
      `${ssrc}`,
      '-f',
      'rtp',
    ];
    const to = `rtp://127.0.0.1:${socket.port}?pkt_size=1200`;
    const child = spawn('ffmpeg', ['-v', 'error', ...input, ...encoder, ...rtp, to], {
      stdio: 'ignore',
    });
    return new RtpClip(socket, child);
  }

  stop(): void {
    this.#child.kill('SIGKILL');
    this.#socket.close();
  }
}
