// A thread that forwards what comes to a port of the loopback to another, as it is.
import { parentPort, workerData } from 'node:worker_threads';
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';

const { target } = workerData as { target: number };
const socket = await RtpSocket.open('127.0.0.1', 0);
socket.listen((packet) => socket.send(packet, { address: '127.0.0.1', port: target }));
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(socket.port);
