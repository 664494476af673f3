// A server that a test plays, with the secret: it lends a real media worker, and says what it wants on its channel.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  encodeOffer,
  GUESTS,
  type GuestOffer,
  OFFER_HEADER,
  secureAsHost,
} from '../../server/src/cluster/guests/guestDoor.ts';
import { upgradedTo } from '../../server/src/cluster/upgrade.ts';
import { spawnWorker } from '../../server/src/media/workerProcess.ts';
import { freePort } from '../network/ports.ts';
import type { TestNodes } from '../server/testNodes.ts';

/** Faster than a server beats. */
const BEAT_MS = 400;
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** One worker that was lent. */
interface PlayedLoan {
  /** To the server that borrows it. */
  channel: Duplex;
  /** Of all that the borrower has made on it: routers, transports, producers and consumers. */
  ids: Set<string>;
  isOpen: boolean;
}

export interface PlayedGuestHost {
  loans: readonly PlayedLoan[];
  close(): void;
}

export interface PlayedGuestHostOptions {
  nodes: TestNodes;
  secret: string;
  offer?: Partial<GuestOffer>;
  /** What the worker says, as it comes; default: passed on as it is. */
  fromWorker?: (bytes: Buffer, loan: PlayedLoan) => Buffer | undefined;
}

export async function playGuestHost(options: PlayedGuestHostOptions): Promise<PlayedGuestHost> {
  const { nodes } = options;
  const loans: PlayedLoan[] = [];
  const server = createServer();
  const sockets = new Set<Socket>();
  server.on('upgrade', (_request, socket: Socket) => {
    sockets.add(socket);
    void lend(socket, options).then((loan) => loans.push(loan));
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const id = await nodes.addNode(`http://127.0.0.1:${port}`);
  const beat = () =>
    void nodes
      .query(`update "nodes" set "beat" = "beat" + 1 where "id" = '${id}'`)
      .catch(() => undefined);
  const timer = setInterval(beat, BEAT_MS);
  return {
    loans,
    close() {
      clearInterval(timer);
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function lend(
  socket: Socket,
  { secret, offer, fromWorker = (bytes) => bytes }: PlayedGuestHostOptions,
): Promise<PlayedLoan> {
  const port = await freePort();
  const worker = spawnWorker();
  socket.on('error', () => undefined).once('close', () => void worker.kill('SIGKILL'));
  const all = {
    pid: worker.pid ?? 1,
    addresses: [{ ip: '127.0.0.1' }],
    port,
    pipeAddress: { ip: '127.0.0.1' },
    ...offer,
  };
  socket.write(upgradedTo(GUESTS, { [OFFER_HEADER]: encodeOffer(all) }));
  const channel = secureAsHost(socket, secret);
  const loan: PlayedLoan = { channel, ids: new Set(), isOpen: true };
  channel.on('error', () => socket.destroy());
  for (const end of ['end', 'close']) channel.once(end, () => socket.destroy());
  socket.once('close', () => (loan.isOpen = false));
  const [toWorker, ofWorker] = [worker.stdio[3] as Duplex, worker.stdio[4] as Duplex];
  for (const pipe of [toWorker, ofWorker]) pipe.on('error', () => undefined);
  channel.on('data', (bytes: Buffer) => {
    for (const [id] of bytes.toString('latin1').matchAll(UUID)) loan.ids.add(id);
    toWorker.write(bytes);
  });
  ofWorker.on('data', (bytes: Buffer) => {
    const said = fromWorker(bytes, loan);
    if (said !== undefined) channel.write(said);
  });
  return loan;
}

/** A notification of a media worker without a body (FlatBuffers, as mediasoup's `notification.fbs` and `message.fbs`). */
export function notification(handlerId: string, event: number): Buffer {
  const id = Buffer.from(`${handlerId}\0`);
  const frame = Buffer.alloc(4 + 48 + id.length);
  frame.writeUInt32LE(frame.length - 4, 0);
  const body = frame.subarray(4);
  body.writeUInt32LE(12, 0);
  // The message's table: what it is, and where.
  for (const [at, value] of [8, 12, 8, 4].entries()) body.writeUInt16LE(value, 4 + 2 * at);
  body.writeInt32LE(8, 12);
  body.writeUInt32LE(16, 16);
  body.writeUInt8(3, 20);
  // The notification's: for whom, and which.
  for (const [at, value] of [8, 12, 4, 8].entries()) body.writeUInt16LE(value, 24 + 2 * at);
  body.writeInt32LE(8, 32);
  body.writeUInt32LE(8, 36);
  body.writeUInt8(event, 40);
  body.writeUInt32LE(id.length - 1, 44);
  id.copy(body, 48);
  return frame;
}
