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
  /** How much passes, in each direction; default: anything. What would wait for longer than `MAX_QUEUE_MS` is dropped. */
  bitsPerSecond?: number;
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

/** As much as a home router holds back. */
const MAX_QUEUE_MS = 300;

/** @returns how long each packet waits for those before it, in milliseconds; undefined: it is dropped. */
function bottleneck(bitsPerSecond: number): (bytes: number) => number | undefined {
  let freeAtMs = 0;
  return (bytes) => {
    const now = performance.now();
    const startsAtMs = Math.max(now, freeAtMs);
    if (startsAtMs - now > MAX_QUEUE_MS) return undefined;
    freeAtMs = startsAtMs + (bytes * 8_000) / bitsPerSecond;
    return freeAtMs - now;
  };
}

function relayPackets(address: string, options: UdpRelayOptions): Socket {
  const { delayMs, target, loss = 0, bitsPerSecond = Infinity } = options;
  const { isLost = () => Math.random() < loss } = options;
  const front = createSocket('udp4');
  /** One server-side socket per browser socket, so that replies are routed back. */
  const backs = new Map<
    string,
    { socket: Socket; forward: (packet: Buffer, work: () => void) => void }
  >();
  function line() {
    const wait = bottleneck(bitsPerSecond);
    const later = delayLine(delayMs);
    return (packet: Buffer, work: () => void) => {
      const waitMs = isLost() ? undefined : wait(packet.length);
      if (waitMs !== undefined) later(work, waitMs);
    };
  }
  front.on('message', (packet, from) => {
    const key = `${from.address}:${from.port}`;
    let back = backs.get(key);
    if (back === undefined) {
      const socket = createSocket('udp4');
      const backward = line();
      socket.on('message', (answer) => {
        backward(answer, () => send(front, answer, from.port, from.address));
      });
      socket.on('error', () => undefined);
      back = { socket, forward: line() };
      backs.set(key, back);
    }
    const { socket, forward } = back;
    forward(packet, () => send(socket, packet, target, address));
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
