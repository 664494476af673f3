// A TCP and UDP relay that simulates a long, lossy line: constant delay, packets kept in order, random loss.
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Socket as TcpSocket } from 'node:net';

export interface RelayOptions {
  /** One way; a round trip takes twice as long. */
  delayMs: number;
  /** Fraction of UDP packets dropped in each direction, 0 to 1. Default 0. */
  loss?: number;
  /** Target port of TCP, on 127.0.0.1. */
  tcpTarget: number;
  /** Target port of UDP, at each of `addresses`. */
  udpTarget: number;
  /** UDP listens at each of these, all on one port, and forwards to the same address. */
  addresses: string[];
}

export interface Relay {
  tcpPort: number;
  udpPort: number;
  close(): void;
}

export async function startRelay(options: RelayOptions): Promise<Relay> {
  const tcp = createServer((client) => relayConnection(client, options));
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port: tcpPort } = tcp.address() as { port: number };
  const udp: UdpSocket[] = [];
  let udpPort = 0;
  for (const address of options.addresses) {
    const socket = relayPackets(address, options);
    socket.bind(udpPort, address);
    await once(socket, 'listening');
    udpPort = socket.address().port;
    udp.push(socket);
  }
  return {
    tcpPort,
    udpPort,
    close() {
      tcp.close();
      for (const socket of udp) socket.close();
    },
  };
}

/** A single timer, so that packets stay in order. */
function delayLine(delayMs: number): (work: () => void) => void {
  const line: { due: number; work: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  function drain(): void {
    const now = performance.now();
    // Timers have a resolution of one millisecond.
    while (line[0] !== undefined && line[0].due <= now + 0.5) line.shift()?.work();
    timer =
      line[0] === undefined
        ? undefined
        : setTimeout(drain, Math.max(0, line[0].due - performance.now()));
  }
  return (work) => {
    line.push({ due: performance.now() + delayMs, work });
    timer ??= setTimeout(drain, delayMs);
  };
}

function relayConnection(client: TcpSocket, { delayMs, tcpTarget }: RelayOptions): void {
  const server = connect(tcpTarget, '127.0.0.1');
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    const later = delayLine(delayMs);
    from.setNoDelay(true);
    from.on('data', (data) => later(() => to.writable && to.write(data)));
    from.on('close', () => later(() => to.destroy()));
    from.on('error', () => undefined);
  }
}

function relayPackets(address: string, { delayMs, udpTarget, loss = 0 }: RelayOptions): UdpSocket {
  const isLost = () => Math.random() < loss;
  const front = createSocket('udp4');
  /** One server-side socket per browser socket, so that replies are routed back. */
  const backs = new Map<string, { socket: UdpSocket; forward: (work: () => void) => void }>();
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
    if (!isLost()) forward(() => send(socket, packet, udpTarget, address));
  });
  front.on('close', () => {
    for (const { socket } of backs.values()) socket.close();
    backs.clear();
  });
  return front;
}

/** Packets in flight when a socket closes are lost. */
function send(socket: UdpSocket, packet: Buffer, port: number, address: string): void {
  try {
    socket.send(packet, port, address, () => undefined);
  } catch {
    return;
  }
}
