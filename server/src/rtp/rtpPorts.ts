// UDP ports for RTP sessions: a pair each, the even one for RTP and the next for RTCP (RFC 3550 §11).
import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4, isIPv6 } from 'node:net';

export interface Source {
  address: string;
  port: number;
}

const MAX_TRIES = 50;
/** How a dual-stack socket shows IPv4. */
const MAPPED = '::ffff:';

/** One socket, for IPv4 and IPv6 where the machine has both. */
export class RtpSocket {
  readonly #socket: Socket;
  readonly #isIPv6: boolean;
  #isClosed = false;

  private constructor(socket: Socket, takesIPv6: boolean) {
    this.#socket = socket;
    this.#isIPv6 = takesIPv6;
    // A packet that cannot be sent is lost, as on any network.
    socket.on('error', () => undefined);
  }

  /**
   * @param receiveBufferBytes the kernel's, up to `net.core.rmem_max`; undefined: its default, 208 kB.
   * @throws Error when the port is taken.
   */
  static async open(
    host: string | undefined,
    port: number,
    receiveBufferBytes?: number,
  ): Promise<RtpSocket> {
    const bind = (address: string, takesIPv6: boolean) =>
      RtpSocket.#bind({ address, port }, takesIPv6, receiveBufferBytes);
    if (host !== undefined) return bind(host, isIPv6(host));
    try {
      return await bind('::', true);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL') throw error;
      return bind('0.0.0.0', false);
    }
  }

  static async #bind(
    at: Source,
    takesIPv6: boolean,
    recvBufferSize: number | undefined,
  ): Promise<RtpSocket> {
    const socket = createSocket({
      type: takesIPv6 ? 'udp6' : 'udp4',
      ...(recvBufferSize === undefined ? {} : { recvBufferSize }),
      // Addresses only: no DNS, so each packet goes out at once.
      lookup: (address, family, found) => found(null, address, family as unknown as number),
    });
    try {
      // With such a synchronous lookup it emits 'listening' from within bind.
      const listening = once(socket, 'listening');
      socket.bind({ ...at, exclusive: true });
      await listening;
    } catch (error) {
      socket.close();
      throw error;
    }
    return new RtpSocket(socket, takesIPv6);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** @param onPacket must not throw. */
  listen(onPacket: (packet: Buffer, source: Source) => void): void {
    this.#socket.on('message', (packet, { address, port }) => {
      onPacket(packet, {
        address: address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address,
        port,
      });
    });
  }

  /** Nothing is sent to an address of a kind that this socket does not have. */
  send(packet: Uint8Array, { address, port }: Source): void {
    if (this.#isClosed || port < 1 || port > 65_535) return;
    try {
      if (isIPv4(address)) {
        this.#socket.send(packet, port, this.#isIPv6 ? MAPPED + address : address);
      } else if (this.#isIPv6 && isIPv6(address)) {
        this.#socket.send(packet, port, address);
      }
    } catch {
      // Lost, as above.
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.close();
  }
}

export interface PortPair {
  rtp: RtpSocket;
  rtcp: RtpSocket;
}

/** Gives out pairs in turn, so that a port that was just freed is not reused soon. */
export class RtpPorts {
  readonly #host: string | undefined;
  readonly #first: number;
  readonly #pairCount: number;
  #next: number;

  /** @param first 0: any free port. */
  constructor(host: string | undefined, first: number, last: number) {
    this.#host = host;
    this.#first = first + (first % 2);
    this.#pairCount = first === 0 ? MAX_TRIES : Math.floor((last + 1 - this.#first) / 2);
    // After a crash former peers still send to the ports of their calls.
    this.#next = randomInt(Math.max(1, this.#pairCount));
  }

  /** @returns undefined when all are taken. The caller closes the sockets. */
  async open(): Promise<PortPair | undefined> {
    for (let tries = 0; tries < this.#pairCount; tries += 1) {
      const pair = await this.#tryPair();
      if (pair !== undefined) return pair;
    }
    return undefined;
  }

  async #tryPair(): Promise<PortPair | undefined> {
    const port = this.#first === 0 ? 0 : this.#first + 2 * this.#next;
    this.#next = (this.#next + 1) % Math.max(1, this.#pairCount);
    let rtp: RtpSocket | undefined;
    try {
      rtp = await RtpSocket.open(this.#host, port);
      if (rtp.port % 2 === 0) return { rtp, rtcp: await RtpSocket.open(this.#host, rtp.port + 1) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') {
        rtp?.close();
        throw error;
      }
    }
    rtp?.close();
    return undefined;
  }
}
