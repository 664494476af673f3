// Media workers that other servers of the cluster lend to this one, for meetings that have outgrown its own.
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { createRemoteWorker } from '../../media/remoteWorker.ts';
import { usageReaderOf } from '../../media/processUsage.ts';
import { openHandle, type WorkerHandle } from '../../media/workerHandle.ts';
import { mediasoupVersion } from '../../media/workerProcess.ts';
import { ASK_FROM_SHARE, type Guests } from '../../media/workerSelection.ts';
import { jsonOf } from '../messageBody.ts';
import type { Log } from '../../platform/log.ts';
import { createLogThrottle } from '../../platform/logThrottle.ts';
import type { Directory } from '../directory.ts';
import { namesOf } from '../nodeNews.ts';
import type { NodeRow } from '../nodes.ts';
import type { Peers } from '../peers.ts';
import { askForUpgrade } from '../upgrade.ts';
import {
  ASK_EVERY_MS,
  GUESTS,
  guestOffer,
  OFFER_HEADER,
  ROOM_BELOW_SHARE,
  secureAsOwner,
  SILENT_MS,
  VERSION_HEADER,
} from './guestDoor.ts';
import { checkPipeAddresses, pipeAddressOf } from './pipeAddress.ts';
import { checkPipes } from './pipeCheck.ts';
import { WorkerFrames } from './workerFrames.ts';

const ANSWER_WITHIN_MS = 2_000;
const RUNS_WITHIN_MS = 15_000;
/** A server that did not lend one, or whose worker has died, is not asked again for so long. */
const AVOIDED_MS = 30_000;
/** Given back when no meeting has been on it for so long. */
const UNUSED_MS = 60_000;
/** Room that nobody has asked for since so long is not needed soon. */
const WANTED_MS = 15_000;
const MAX_GUESTS = 16;

export interface GuestWorkersDeps {
  /** CLUSTER_ADDRESS */
  address: string;
  /** CLUSTER_SECRET */
  secret: string;
  peers: Pick<Peers, 'request'>;
  directory: Pick<Directory, 'emptiestOther' | 'nodes'>;
  /** Of this server. */
  media: { readonly workers: readonly WorkerHandle[]; readonly spreadAt: number };
  isDraining(): boolean;
  log: Log;
}

interface Guest {
  handle: WorkerHandle;
  nodeId: string;
  /** `performance.now()` */
  usedAtMs: number;
}

export class GuestWorkers implements Guests<WorkerHandle> {
  readonly #deps: GuestWorkersDeps;
  readonly #guests = new Set<Guest>();
  /** Servers that are not asked, and until when, by `performance.now()`. */
  readonly #avoided = new Map<string, number>();
  readonly #isNews = createLogThrottle();
  readonly #timer: NodeJS.Timeout;
  /** The latest that was asked for; the time is of `performance.now()`. */
  #wanted: { hostId: string | undefined; atMs: number } | undefined;
  #asking: Promise<void> | undefined;
  #isClosed = false;

  constructor(deps: GuestWorkersDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => this.#check(), ASK_EVERY_MS);
  }

  /** How many run at other servers for this one. */
  get count(): number {
    return this.#guests.size;
  }

  /** Nobody more is put on one whose server drains: it waits until those who are there have left. */
  get workers(): readonly WorkerHandle[] {
    return [...this.#guests]
      .filter(({ handle, nodeId }) => !handle.isKilled && !this.#isDraining(nodeId))
      .map(({ handle }) => handle);
  }

  #isDraining(nodeId: string): boolean {
    const { nodes } = this.#deps.directory;
    return nodes.some(({ id, isDraining }) => id === nodeId && isDraining === 1);
  }

  /** Asks the server that has most room, or that one, unless one is being asked; nobody waits for it. */
  ask(hostId?: string): void {
    this.#wanted = { hostId, atMs: performance.now() };
    this.#tryNext(hostId);
  }

  #tryNext(hostId: string | undefined): void {
    const { directory, isDraining } = this.#deps;
    if (this.#isClosed || this.#asking !== undefined || isDraining()) return;
    if (this.#guests.size >= MAX_GUESTS) return;
    const nowMs = performance.now();
    const node = directory.emptiestOther(
      (id) => (this.#avoided.get(id) ?? 0) > nowMs || (hostId !== undefined && id !== hostId),
    );
    if (node === undefined || !this.#hasRoom(node)) return;
    this.#asking = this.#take(node)
      .catch((error: unknown) => this.#notTaken(node, error))
      .finally(() => (this.#asking = undefined));
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const { handle } of this.#guests) handle.mediasoupWorker.close();
    this.#guests.clear();
  }

  #hasRoom({ people, mediaWorkers }: NodeRow): boolean {
    const { spreadAt } = this.#deps.media;
    return mediaWorkers > 0 && people / mediaWorkers < spreadAt * ROOM_BELOW_SHARE;
  }

  #notTaken(node: NodeRow, error: unknown): void {
    this.#avoided.set(node.id, performance.now() + AVOIDED_MS);
    if (!this.#isClosed && this.#isNews('notTaken'))
      this.#deps.log.warn(
        { ...namesOf(node), err: error },
        'meetings have outgrown the media workers here, and another server lends none',
      );
  }

  async #take(node: NodeRow): Promise<void> {
    const { socket, headers } = await askForUpgrade(this.#deps.peers, node, {
      path: 'workers',
      protocol: GUESTS,
      headers: { [VERSION_HEADER]: mediasoupVersion },
      timeoutMs: ANSWER_WITHIN_MS,
    });
    socket.on('error', () => undefined);
    const late = setTimeout(() => socket.destroy(), RUNS_WITHIN_MS);
    try {
      const handle = await whileOpen(socket, this.#open(node, socket, headers));
      if (this.#isClosed || socket.destroyed) throw new Error('the connection has ended');
      this.#add({ handle, nodeId: node.id, usedAtMs: performance.now() }, node);
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  /** May never settle: at a signal, or where a worker of this server hangs. */
  async #open(node: NodeRow, socket: Socket, headers: IncomingHttpHeaders): Promise<WorkerHandle> {
    const { address, secret, media, log } = this.#deps;
    const header = String(headers[OFFER_HEADER] ?? '');
    const offer = guestOffer.parse(jsonOf(Buffer.from(header, 'base64url').toString()));
    const ownPipeAddress = await pipeAddressOf(address, socket);
    checkPipeAddresses(ownPipeAddress, offer.pipeAddress);
    socket.setNoDelay(true);
    const channel = secureAsOwner(socket, secret);
    channel.on('error', (error) => {
      socket.destroy();
      if (this.#isNews('broken'))
        log.warn({ ...namesOf(node), err: error }, 'a media worker at another server is given up');
    });
    const said = channel.pipe(new WorkerFrames());
    said.on('error', (error) => channel.destroy(error));
    // It forgets its own listeners when it is closed.
    channel.once('close', () => socket.destroy());
    socket.once('close', () => channel.destroy());
    channel.once('close', () => said.destroy());
    const worker = await createRemoteWorker(channel, offer.pid, said);
    const readPeak = async () => (await worker.getResourceUsage()).ru_maxrss * 1024;
    const handle = await openHandle(worker, {
      addresses: offer.addresses,
      port: offer.port,
      readUsage: usageReaderOf(worker, readPeak),
      kill: () => socket.destroy(),
      guest: { nodeId: node.id, pipeAddress: offer.pipeAddress, ownPipeAddress },
      log,
    });
    const [own] = media.workers;
    if (own === undefined) throw new Error('no media worker is running here');
    await checkPipes(own, handle, log);
    return handle;
  }

  #add(guest: Guest, node: NodeRow): void {
    const { log } = this.#deps;
    this.#guests.add(guest);
    log.info(namesOf(node), 'another server lends a media worker to this one');
    guest.handle.mediasoupWorker.observer.once('close', () => {
      this.#guests.delete(guest);
    });
    guest.handle.mediasoupWorker.once('died', () => {
      this.#avoided.set(node.id, performance.now() + AVOIDED_MS);
      if (!this.#isClosed) log.warn(namesOf(node), 'a media worker at another server is gone');
    });
  }

  /** Through the connection and its machine to the worker itself: any of them may hang. */
  async #askHow(handle: WorkerHandle): Promise<void> {
    if ((await handle.readUsage(SILENT_MS)) === undefined && !handle.mediasoupWorker.closed)
      handle.kill('it does not answer');
  }

  #check(): void {
    const nowMs = performance.now();
    for (const guest of this.#guests) {
      const { handle, nodeId } = guest;
      void this.#askHow(handle);
      if (handle.meetingCount > 0) guest.usedAtMs = nowMs;
      const keepMs = this.#isDraining(nodeId) ? ASK_EVERY_MS / 2 : UNUSED_MS;
      if (nowMs - guest.usedAtMs > keepMs) handle.mediasoupWorker.close();
    }
    this.#tryAgain(nowMs);
    for (const [id, untilMs] of this.#avoided) if (untilMs < nowMs) this.#avoided.delete(id);
  }

  #tryAgain(nowMs: number): void {
    if (this.#wanted === undefined || nowMs - this.#wanted.atMs > WANTED_MS) return;
    const { hostId } = this.#wanted;
    const askFrom = this.#deps.media.spreadAt * ASK_FROM_SHARE;
    const hasRoom = this.workers.some(
      ({ guest, participantCount }) =>
        participantCount < askFrom && (hostId === undefined || guest?.nodeId === hostId),
    );
    if (!hasRoom) this.#tryNext(hostId);
  }
}

/** @throws Error when the connection ends first. */
async function whileOpen<T>(socket: Socket, work: Promise<T>): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = () => reject(new Error('the connection has ended'));
  socket.once('close', end);
  if (socket.destroyed) end();
  try {
    return await Promise.race([work, ended]);
  } finally {
    socket.off('close', end);
  }
}
