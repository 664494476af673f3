// Lends media workers of this machine to other servers of the cluster, whose meetings have outgrown their own.
import type { ChildProcess } from 'node:child_process';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { MediaAddress } from '../../media/mediaAddresses.ts';
import { mediasoupVersion, spawnWorker } from '../../media/workerProcess.ts';
import type { WorkerLoad } from '../../media/workerSelection.ts';
import type { Log } from '../../platform/log.ts';
import { TokenBucket } from '../../rtp/tokenBucket.ts';
import type { UpgradeDoor } from '../clusterDoor.ts';
import { refusedWith, upgradedTo } from '../upgrade.ts';
import {
  encodeOffer,
  GUESTS,
  OFFER_HEADER,
  ROOM_BELOW_SHARE,
  secureAsHost,
  SILENT_MS,
  VERSION_HEADER,
} from './guestDoor.ts';
import { pipeAddressOf } from './pipeAddress.ts';

interface Lent {
  socket: Socket;
  /** Undefined until it has been started. */
  worker?: ChildProcess;
}

/** RFC 9110 §15.5.10: another version of mediasoup. */
const CONFLICT = 409;
const UNAVAILABLE = 503;

/** Each is a process that starts: nobody who means well takes many and lets them go. */
const LENDS_PER_SECOND = 1 / 2;
/** At once, for each that may be lent at all. */
const LENDS_AT_ONCE = 4;

export interface GuestHostDeps {
  /** CLUSTER_ADDRESS */
  address: string;
  /** CLUSTER_SECRET */
  secret: string;
  addresses(): MediaAddress[];
  /** Of the first; each has one of its own, UDP and TCP. */
  firstPort: number;
  /** How many at most, of all servers together. */
  maxCount: number;
  /** Of this server. */
  media: { readonly workers: readonly WorkerLoad[]; readonly spreadAt: number };
  isDraining(): boolean;
  log: Log;
}

export class GuestHost implements UpgradeDoor {
  readonly path = 'workers';
  readonly protocol = GUESTS;
  readonly #deps: GuestHostDeps;
  /** By port, until it is free again. */
  readonly #lent = new Map<number, Lent>();
  readonly #rate: TokenBucket;
  #isClosed = false;

  constructor(deps: GuestHostDeps) {
    this.#deps = deps;
    const burst = LENDS_AT_ONCE * deps.maxCount;
    this.#rate = new TokenBucket({ perSecond: LENDS_PER_SECOND, burst });
  }

  /** How many workers run here for other servers. */
  get count(): number {
    return this.#lent.size;
  }

  /** Another server, which has shown the secret, asks for one. */
  accept(socket: Socket, head: Buffer, { headers }: IncomingMessage): void {
    const { isDraining, log } = this.#deps;
    const port = this.#freePort();
    if (headers[VERSION_HEADER] !== mediasoupVersion) return void socket.end(refusedWith(CONFLICT));
    // It waits for the answer before it speaks.
    if (this.#isClosed || port === undefined || isDraining() || !this.#hasRoom || head.length > 0)
      return void socket.end(refusedWith(UNAVAILABLE));
    if (!this.#rate.take(1, performance.now())) return void socket.end(refusedWith(UNAVAILABLE));
    const lent: Lent = { socket };
    this.#lent.set(port, lent);
    socket.once('close', () => {
      if (lent.worker?.pid === undefined) this.#lent.delete(port);
    });
    this.#lend(lent, port).catch((error: unknown) => {
      socket.destroy();
      log.error({ err: error }, 'a media worker could not be lent to another server');
    });
  }

  closeAccepted(): void {
    this.#isClosed = true;
    for (const { socket } of this.#lent.values()) socket.destroy();
  }

  /** For each that is lent, one of this server's own that has room will not get what the machine has left. */
  get #hasRoom(): boolean {
    const { workers, spreadAt } = this.#deps.media;
    const isCalm = ({ participantCount }: WorkerLoad) =>
      participantCount < spreadAt * ROOM_BELOW_SHARE;
    return workers.filter(isCalm).length > this.#lent.size;
  }

  #freePort(): number | undefined {
    const { firstPort, maxCount } = this.#deps;
    const ports = Array.from({ length: maxCount }, (_, index) => firstPort + index);
    return ports.find((port) => !this.#lent.has(port));
  }

  /** The worker lives as long as the connection. */
  async #lend(lent: Lent, port: number): Promise<void> {
    const { address, addresses, secret, log } = this.#deps;
    const { socket } = lent;
    const pipeAddress = await pipeAddressOf(address, socket);
    if (socket.destroyed) return;
    const worker = spawnWorker();
    lent.worker = worker;
    const end = () => void worker.kill('SIGKILL');
    socket.once('close', end);
    worker.once('exit', () => {
      this.#lent.delete(port);
      socket.destroy();
    });
    worker.on('error', (error) => {
      socket.destroy();
      log.error({ err: error }, 'a media worker for another server does not run as it should');
    });
    if (worker.pid === undefined) return;
    const offer = { pid: worker.pid, addresses: addresses(), port, pipeAddress };
    socket.setTimeout(0);
    socket.setNoDelay(true);
    socket.write(upgradedTo(GUESTS, { [OFFER_HEADER]: encodeOffer(offer) }));
    const channel = secureAsHost(socket, secret);
    channel.on('error', () => socket.destroy());
    channel.once('close', () => socket.destroy());
    // Node's HTTP leaves its own half open.
    channel.once('end', () => socket.destroy());
    const [toWorker, fromWorker] = [worker.stdio[3] as Duplex, worker.stdio[4] as Duplex];
    for (const pipe of [toWorker, fromWorker]) pipe.on('error', () => socket.destroy());
    // The socket's own time-out would count what is written, too.
    const silence = setTimeout(() => socket.destroy(), SILENT_MS);
    socket.once('close', () => clearTimeout(silence));
    channel.on('data', () => silence.refresh());
    channel.pipe(toWorker);
    fromWorker.pipe(channel);
    log.info({ port }, 'a media worker is lent to another server');
    socket.once('close', () => log.info({ port }, 'a media worker is no longer lent'));
  }
}
