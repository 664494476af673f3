// The media workers: one process and one port each, restarted when they die.
import { setTimeout } from 'node:timers/promises';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { Log } from '../platform/log.ts';
import { mediaCodecs } from './codecs.ts';
import type { MediaAddress } from './mediaAddresses.ts';
import { type StreamLoss, sampleLoss } from './lossSample.ts';
import { MeetingMedia, type MeetingMediaListeners, type WorkerPool } from './meetingMedia.ts';
import { MeetingRouter } from './meetingRouter.ts';
import type { ProcessUsage } from './processUsage.ts';
import { startWorker, type WorkerHandle } from './workerHandle.ts';
import type { MediaCounts } from './workerInventory.ts';
import type { Guests } from './workerSelection.ts';

export interface MediaWorkersOptions {
  /** Read at each start of a worker: the machine's addresses may change while it runs. */
  addresses: () => MediaAddress[];
  /** Worker n listens on `firstPort + n`, UDP and TCP. */
  firstPort: number;
  count: number;
  /** A meeting spreads to another worker from this many participants on one. */
  spreadAt: number;
  log: Log;
}

const RESTART_PAUSE_MS = 200;
/** A worker starts in a fraction of this. */
const WAIT_FOR_WORKER_MS = 5_000;
const NO_MEDIA: MediaCounts = { routers: 0, transports: 0, producers: 0, consumers: 0 };

/** A media worker's state when it was asked. */
export interface WorkerState {
  /** From 0; the worker listens on `MEDIA_PORT` plus this. */
  index: number;
  counts: MediaCounts;
  /** Undefined when the worker is not running or did not answer in time. */
  usage: ProcessUsage | undefined;
}

export class MediaWorkers implements WorkerPool {
  /** The same for every meeting: mediasoup assigns payload types from `mediaCodecs` alone. */
  readonly rtpCapabilities: RtpCapabilities;
  readonly #options: MediaWorkersOptions;
  /** By index. */
  readonly #running = new Map<number, WorkerHandle>();
  #guests: Guests<WorkerHandle> | undefined;
  #deathCount = 0;
  /** Each settles when its worker runs again. */
  readonly #restarts = new Set<Promise<void>>();
  #closed = false;

  private constructor(options: MediaWorkersOptions, rtpCapabilities: RtpCapabilities) {
    this.#options = options;
    this.rtpCapabilities = rtpCapabilities;
  }

  /** @throws MediaPortUnusable */
  static async start(options: MediaWorkersOptions): Promise<MediaWorkers> {
    const first = await startNumbered(options, 0);
    const probe = await first.mediasoupWorker.createRouter({ mediaCodecs });
    const capabilities = probe.rtpCapabilities as RtpCapabilities;
    probe.close();
    const workers = new MediaWorkers(options, capabilities);
    workers.#add(0, first);
    try {
      for (let index = 1; index < options.count; index += 1) {
        workers.#add(index, await startNumbered(options, index));
      }
    } catch (error) {
      workers.close();
      throw error;
    }
    return workers;
  }

  /** How many are running. */
  get count(): number {
    return this.#running.size;
  }

  /** How many have died since the start. */
  get deathCount(): number {
    return this.#deathCount;
  }

  /** One entry for each configured worker, running or not. @param patienceMs how long to wait for one that hangs. */
  states(patienceMs: number): Promise<WorkerState[]> {
    return Promise.all(
      Array.from({ length: this.#options.count }, async (_, index) => {
        const running = this.#running.get(index);
        return {
          index,
          counts: running?.inventory.counts ?? NO_MEDIA,
          usage: await running?.readUsage(patienceMs),
        };
      }),
    );
  }

  /** @param maxTracks how many tracks per direction are asked. */
  sampleLoss(maxTracks: number): Promise<StreamLoss[]> {
    const inventories = [...this.#running.values()].map(({ inventory }) => inventory);
    return sampleLoss(inventories, maxTracks);
  }

  /**
   * Opens a meeting's media on the least loaded worker. If the last worker has just died, this waits for its restart:
   * the people who were on it reconnect at once, and should not be refused.
   * @throws Error when no worker is running.
   */
  async openMeeting(listeners: MeetingMediaListeners): Promise<MeetingMedia> {
    if (this.workers.length === 0) {
      const patience = setTimeout(WAIT_FOR_WORKER_MS, undefined, { ref: false });
      await Promise.race([...this.#restarts, patience]);
    }
    return MeetingMedia.open(this, listeners);
  }

  get workers(): readonly WorkerHandle[] {
    return [...this.#running.values()].filter(({ isKilled }) => !isKilled);
  }

  get spreadAt(): number {
    return this.#options.spreadAt;
  }

  get guests(): Guests<WorkerHandle> | undefined {
    return this.#guests;
  }

  /** From now on meetings that outgrow the workers of this server may use those of others. */
  useGuests(guests: Guests<WorkerHandle>): void {
    this.#guests = guests;
  }

  openRouter(worker: WorkerHandle): Promise<MeetingRouter> {
    return MeetingRouter.open(worker, this.#options.log);
  }

  /** What mediasoup itself says it holds; for leak tests. */
  async dump(): Promise<{ routers: number; transports: number }> {
    const all = await Promise.all(
      [...this.#running.values()].map(async ({ mediasoupWorker, webRtcServer }) => ({
        routers: (await mediasoupWorker.dump()).routerIds.length,
        transports: (await webRtcServer.dump()).webRtcTransportIds.length,
      })),
    );
    return {
      routers: all.reduce((sum, one) => sum + one.routers, 0),
      transports: all.reduce((sum, one) => sum + one.transports, 0),
    };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { mediasoupWorker } of this.#running.values()) mediasoupWorker.close();
    this.#running.clear();
  }

  #add(index: number, handle: WorkerHandle): void {
    this.#running.set(index, handle);
    handle.mediasoupWorker.once('died', (error) => {
      this.#running.delete(index);
      if (this.#closed) return;
      this.#deathCount += 1;
      this.#options.log.error({ worker: index, err: error }, 'media worker died; restarting');
      const restart = this.#restart(index).finally(() => this.#restarts.delete(restart));
      this.#restarts.add(restart);
    });
  }

  /** Retries until it succeeds: the port may be held for a moment longer, or memory may be short. */
  async #restart(index: number): Promise<void> {
    while (!this.#closed) {
      try {
        const handle = await startNumbered(this.#options, index);
        if (this.#closed) {
          handle.mediasoupWorker.close();
          return;
        }
        this.#add(index, handle);
        this.#options.log.info({ worker: index }, 'media worker restarted');
        return;
      } catch (error) {
        this.#options.log.error(
          { worker: index, err: error },
          'media worker failed to start; retrying',
        );
        await setTimeout(RESTART_PAUSE_MS, undefined, { ref: false });
      }
    }
  }
}

const startNumbered = ({ addresses, firstPort, log }: MediaWorkersOptions, index: number) =>
  startWorker(addresses(), firstPort + index, log);
