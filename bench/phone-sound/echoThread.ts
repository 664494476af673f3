// The baseline: a thread that forwards each packet to the other one of a pair, and does nothing else.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';

const socket = createSocket({
  type: 'udp4',
  lookup: (address, family, found) => found(null, address, family as unknown as number),
});
// This lookup makes the socket listen before bind returns.
const listening = once(socket, 'listening');
socket.bind(0, '127.0.0.1');
await listening;
const partners = new Map<number, number>();
socket.on('message', (packet, { port }) => {
  const partner = partners.get(port);
  if (partner !== undefined) socket.send(packet, partner, '127.0.0.1');
});
parentPort?.on('message', (pair: [number, number] | 'stop') => {
  if (pair === 'stop') process.exit();
  partners.set(pair[0], pair[1]).set(pair[1], pair[0]);
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(socket.address().port);
