// A UDP relay that simulates a long, lossy line: constant delay, packets kept in order, random loss.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { delayLine } from './delayLine.ts';

export interface UdpRelayOptions {
  /** Target port, at each of `addresses`. */
  target: number;
  /** One way; a round trip takes twice as long. */
  delayMs: number;
  /** Fraction of packets dropped in each direction, 0 to 1. Default 0. */
  loss?: number;
  /** Instead of at random: asked for each packet. */
  isLost?: () => boolean;
  /** It listens at each of these, all on one port, and forwards to the same address. Default 127.0.0.1. */
  addresses?: readonly string[];
}

export class UdpRelay {
  readonly port: number;
  readonly #sockets: readonly Socket[];

  private constructor(port: number, sockets: readonly Socket[]) {
    this.port = port;
    this.#sockets = sockets;
  }

  static async start(options: UdpRelayOptions): Promise<UdpRelay> {
    const sockets: Socket[] = [];
    let port = 0;
    for (const address of options.addresses ?? ['127.0.0.1']) {
      const socket = relayPackets(address, options);
      socket.bind(port, address);
      await once(socket, 'listening');
      ({ port } = socket.address());
      sockets.push(socket);
    }
    return new UdpRelay(port, sockets);
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }
}

function relayPackets(address: string, options: UdpRelayOptions): Socket {
  const { delayMs, target, loss = 0, isLost = () => Math.random() < loss } = options;
  const front = createSocket('udp4');
  /** One server-side socket per browser socket, so that replies are routed back. */
  const backs = new Map<string, { socket: Socket; forward: (work: () => void) => void }>();
  front.on('message', (packet, from) => {
    const key = `${from.address}:${from.port}`;
    let back = backs.get(key);
    if (back === undefined) {
      const socket = createSocket('udp4');
      const backward = delayLine(delayMs);
      socket.on('message', (answer) => {
        if (!isLost()) backward(() => send(front, answer, from.port, from.address));
      });
      socket.on('error', () => undefined);
      back = { socket, forward: delayLine(delayMs) };
      backs.set(key, back);
    }
    const { socket, forward } = back;
    if (!isLost()) forward(() => send(socket, packet, target, address));
  });
  front.on('close', () => {
    for (const { socket } of backs.values()) socket.close();
    backs.clear();
  });
  return front;
}

/** Packets in flight when a socket closes are lost. */
function send(socket: Socket, packet: Buffer, port: number, address: string): void {
  try {
    socket.send(packet, port, address, () => undefined);
  } catch {
    return;
  }
}
