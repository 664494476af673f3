// The floor of every delay: what a datagram takes to another process on this machine and back, now.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const INTERVAL_MS = 40;
/** As large as the server's. */
const BYTES = 1_200;
const ECHO = `
const socket = require('node:dgram').createSocket('udp4');
socket.on('message', (packet, from) => socket.send(packet, from.port, from.address));
socket.bind(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(socket.address().port));
`;

/** @returns ends it, and gives milliseconds there and back */
export async function startEcho(): Promise<() => number[]> {
  const worker = new Worker(ECHO, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const roundTrips: number[] = [];
  socket.on('message', (packet) => roundTrips.push(performance.now() - packet.readDoubleBE(0)));
  const timer = setInterval(() => {
    const packet = Buffer.alloc(BYTES);
    packet.writeDoubleBE(performance.now(), 0);
    socket.send(packet, port, '127.0.0.1');
  }, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    socket.close();
    void worker.terminate();
    return roundTrips;
  };
}
