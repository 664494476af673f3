// The other end of a video line, by hand: sends and receives single RTP and RTCP packets.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { packetizeH264 } from '../../server/src/rtp/h264/h264Packetizer.ts';
import { isRtcp, parseRtp, type RtpPacket } from '../../server/src/rtp/rtpPacket.ts';
import { generateSrtpKey, SrtpReceiver, SrtpSender } from '../../server/src/rtp/srtp.ts';
import { VideoRtpSender } from '../../server/src/rtp/videoRtpSender.ts';
import { H264_PAYLOAD_TYPE, type VideoLine } from './videoLine.ts';

export class VideoPeer {
  readonly key = generateSrtpKey();
  readonly received: RtpPacket[] = [];
  /** The length on the wire of each. */
  readonly lengths: number[] = [];
  /** Compound packets, in clear. */
  readonly reports: Buffer[] = [];
  sender = new VideoRtpSender();
  readonly #socket: Socket;
  readonly #line: VideoLine;
  #srtp: { sender: SrtpSender; receiver: SrtpReceiver } | undefined;

  private constructor(socket: Socket, line: VideoLine) {
    this.#socket = socket;
    this.#line = line;
    socket.on('message', (packet) => {
      if (isRtcp(packet)) {
        const clear = this.#srtp === undefined ? packet : this.#srtp.receiver.unprotectRtcp(packet);
        if (clear !== undefined) this.reports.push(clear);
        return;
      }
      const clear = this.#srtp === undefined ? packet : this.#srtp.receiver.unprotect(packet);
      const rtp = clear && parseRtp(clear);
      if (rtp === undefined) return;
      this.received.push(rtp);
      this.lengths.push(packet.length);
    });
  }

  static async open(line: VideoLine): Promise<VideoPeer> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new VideoPeer(socket, line);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  encrypt(): void {
    this.#srtp = {
      sender: new SrtpSender(this.key),
      receiver: new SrtpReceiver(this.#line.session.local.srtpKey),
    };
  }

  /** @returns the packets of an access unit, with the next sequence numbers. */
  packets(accessUnit: Buffer, at = performance.now()): Buffer[] {
    return this.sender.packets(packetizeH264(accessUnit, 1) ?? [], H264_PAYLOAD_TYPE, at);
  }

  send(...packets: Buffer[]): void {
    for (const packet of packets) this.sendRaw(this.#srtp?.sender.protect(packet) ?? packet);
  }

  sendRtcp(packet: Buffer): void {
    this.sendRaw(this.#srtp?.sender.protectRtcp(packet) ?? packet);
  }

  sendRaw(packet: Uint8Array): void {
    this.#socket.send(packet, this.#line.port, '127.0.0.1');
  }

  close(): void {
    this.#socket.close();
  }
}
