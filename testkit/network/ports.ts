// Free ports, so that test files can run in parallel.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below Linux's ephemeral range (ip_local_port_range), so that no client socket takes one in between, and below pipes between
// servers (30000 to 30999), with some room for ports that follow one of these.
const LOWEST = 20_000;
const HIGHEST = 29_900;

/** Ports handed out by this process, which may not be bound yet. */
const given = new Set<number>();

/** A port free for TCP and UDP on all addresses. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!given.has(port) && (await holdTcp(port)) && (await holdUdp(port))) {
      given.add(port);
      return port;
    }
  }
}

/** A range of `count` UDP ports that starts at an even one. */
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
