// A TCP proxy in front of the server that delays what it passes, and can drop connections silently, as a broken network does.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { delayLine } from './delayLine.ts';

interface Connection {
  ends: readonly [Socket, Socket];
  isBlackholed: boolean;
}

export class TcpProxy {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();

  /**
   * @param target port on the same address. @param delayMs one way; a round trip takes twice as long.
   * @param at where it listens, if not on a free port of 127.0.0.1
   */
  static async start(
    target: number,
    delayMs = 0,
    at = { port: 0, address: '127.0.0.1' },
  ): Promise<TcpProxy> {
    const proxy = new TcpProxy(target, delayMs, at);
    await once(proxy.#server, 'listening');
    return proxy;
  }

  private constructor(target: number, delayMs: number, at: { port: number; address: string }) {
    this.#server = createServer((near) =>
      this.#relay([near, connect(target, at.address)], delayMs),
    );
    this.#server.listen(at.port, at.address);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** From now on existing connections pass nothing in either direction, not even a FIN. */
  blackhole(): void {
    for (const connection of this.#connections) connection.isBlackholed = true;
  }

  close(): void {
    this.#server.close();
    for (const socket of [...this.#connections].flatMap(({ ends }) => ends)) socket.destroy();
  }

  #relay(ends: Connection['ends'], delayMs: number): void {
    const connection: Connection = { ends, isBlackholed: false };
    this.#connections.add(connection);
    const [near, far] = ends;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      const later = delayLine(delayMs);
      const pass = (work: () => void) => later(() => connection.isBlackholed || work());
      from.setNoDelay(true);
      from.on('data', (data) => pass(() => to.writable && to.write(data)));
      from.on('close', () => pass(() => to.destroy()));
      from.on('error', () => undefined);
    }
  }
}
