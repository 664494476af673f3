// The entry of the thread that holds this server's ends of the media tunnels.
import { parentPort, workerData } from 'node:worker_threads';
import { RtpSocket } from '../../rtp/rtpPorts.ts';
import { TunnelEngine } from './tunnelEngine.ts';
import type { FromTunnelThread, ToTunnelThread, TunnelThreadData } from './tunnelMessages.ts';

/** One socket takes the sound and pictures of all lines. */
const SOCKET_BUFFER_BYTES = 4_194_304;

const parent = parentPort;
if (parent === null) throw new Error('This module runs as a worker thread of the server.');
const { port, secret } = workerData as TunnelThreadData;
const report = (message: FromTunnelThread): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parent.postMessage(message);

try {
  const socket = await RtpSocket.open(undefined, port, SOCKET_BUFFER_BYTES);
  const engine = new TunnelEngine(socket, secret, report);
  parent.on('message', (message: ToTunnelThread) => {
    engine.handle(message);
    // With its sockets and this port closed, the thread ends.
    if (message.type === 'stop') parent.close();
  });
  report({ type: 'listening' });
} catch (error) {
  report({ type: 'portRefused', reason: (error as Error).message });
}
