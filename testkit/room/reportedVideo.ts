// The video line of a room system by hand that decodes nothing: it counts packets, and reports by RTCP what it likes.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { freePorts } from '../network/ports.ts';
import { pictureLossIndication, receiverReport } from './rtcpByHand.ts';

const OWN_SSRC = 7;
const ADDRESS = '127.0.0.1';
/** Each with a request for a key frame, so that enough is sent to judge by. */
const REPORT_EACH_MS = 600;

type Reported = 'received' | 'lost';

export class ReportedVideo {
  /** Of its SDP. */
  readonly line: string;
  readonly #rtp: Socket;
  readonly #rtcp: Socket;
  #remoteRtcpPort = 0;
  #latest: { ssrc: number; sequence: number } | undefined;
  #received = 0;
  /** As last reported. */
  #highest = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(rtp: Socket, rtcp: Socket) {
    this.#rtp = rtp;
    this.#rtcp = rtcp;
    this.line = `m=video ${rtp.address().port} RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n`;
    rtp.on('message', (packet) => {
      this.#received += 1;
      this.#latest = { ssrc: packet.readUInt32BE(8), sequence: packet.readUInt16BE(2) };
    });
  }

  static async open(): Promise<ReportedVideo> {
    const { firstPort } = await freePorts(2);
    const sockets = [createSocket('udp4'), createSocket('udp4')] as const;
    for (const [index, socket] of sockets.entries()) {
      socket.bind(firstPort + index, ADDRESS);
      await once(socket, 'listening');
    }
    return new ReportedVideo(...sockets);
  }

  /** @param port the server's RTP port, of its SDP */
  connect(port: number): void {
    this.#remoteRtcpPort = port + 1;
  }

  /** From now on, until it reports otherwise. */
  keepReporting(what: Reported): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#report(what), REPORT_EACH_MS);
  }

  /** When so many packets more have come. */
  async sent(packets: number): Promise<void> {
    const wanted = this.#received + packets;
    while (this.#received < wanted) await once(this.#rtp, 'message');
  }

  close(): void {
    clearInterval(this.#timer);
    this.#rtp.close();
    this.#rtcp.close();
  }

  #report(what: Reported): void {
    if (this.#latest === undefined) return;
    const { ssrc, sequence } = this.#latest;
    if (what === 'received') this.#highest = sequence;
    const report = {
      ssrc,
      highestSequence: this.#highest,
      fractionLost: what === 'lost' ? 255 : 0,
    };
    for (const packet of [receiverReport(OWN_SSRC, report), pictureLossIndication(OWN_SSRC, ssrc)])
      this.#rtcp.send(packet, this.#remoteRtcpPort, ADDRESS);
  }
}
