// Ports that nobody holds, so that test files can run beside each other.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below what Linux gives out by itself (ip_local_port_range), so that no client socket comes between.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** What this process has been given, and may not listen on yet. */
const given = new Set<number>();

/** A port that is free for TCP and UDP on every address. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!given.has(port) && (await holdTcp(port)) && (await holdUdp(port))) {
      given.add(port);
      return port;
    }
  }
}

/** A range of so many ports for UDP, the first of them even. */
export async function freePorts(count: number): Promise<{ firstPort: number; lastPort: number }> {
  for (;;) {
    const first = await freePort();
    const ports = Array.from({ length: count }, (_, at) => first + at);
    const others = ports.slice(1);
    const areFree = await Promise.all(ports.map(holdUdp));
    if (first % 2 === 0 && areFree.every(Boolean) && !others.some((port) => given.has(port))) {
      for (const port of others) given.add(port);
      return { firstPort: first, lastPort: first + count - 1 };
    }
  }
}

async function holdTcp(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}

async function holdUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4').bind(port);
  try {
    await once(socket, 'listening');
    socket.close();
    await once(socket, 'close');
    return true;
  } catch {
    return false;
  }
}
