// A relay for TCP and UDP that holds every packet back by the same time, in order, and loses some of them: a long and bad
// line, simulated.
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Socket as TcpSocket } from 'node:net';

export interface RelayOptions {
  /** Each way, so that a round trip takes twice this. */
  delayMs: number;
  /** The share of UDP packets that never arrive, each way: 0 to 1, and 0 unless it is said. */
  loss?: number;
  /** Where TCP goes on 127.0.0.1. */
  tcpTarget: number;
  /** Where UDP goes, at each of `addresses`. */
  udpTarget: number;
  /** UDP listens on one port at each of them, and goes on to the same address. */
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

/** One timer for the whole line, so that nothing overtakes. */
function delayLine(delayMs: number): (work: () => void) => void {
  const line: { due: number; work: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  function drain(): void {
    const now = performance.now();
    // A millisecond is what timers are good to.
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
  /** One socket towards the server for each browser's, so that the answers find their way back. */
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

/** Packets that are still on their way when a socket closes are lost, as on any line. */
function send(socket: UdpSocket, packet: Buffer, port: number, address: string): void {
  try {
    socket.send(packet, port, address, () => undefined);
  } catch {
    return;
  }
}
