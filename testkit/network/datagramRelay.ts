// A UDP port in front of another, which sees what passes, and can lose it.
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';

const HOST = '127.0.0.1';

export class DatagramRelay {
  /** What has come to it, also if it was lost, in order. */
  readonly passed: Buffer[] = [];
  isCut = false;
  readonly #socket: RtpSocket;
  readonly #target: number;

  private constructor(socket: RtpSocket, target: number) {
    this.#socket = socket;
    this.#target = target;
    socket.listen((datagram) => {
      this.passed.push(datagram);
      if (!this.isCut) this.inject(datagram);
    });
  }

  /** @param target port of 127.0.0.1 */
  static async start(target: number): Promise<DatagramRelay> {
    return new DatagramRelay(await RtpSocket.open(HOST, 0), target);
  }

  get port(): number {
    return this.#socket.port;
  }

  /** As if it had passed. */
  inject(datagram: Uint8Array): void {
    this.#socket.send(datagram, { address: HOST, port: this.#target });
  }

  close(): void {
    this.#socket.close();
  }
}
