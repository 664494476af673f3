// The mediasoup workers, each with one port for all its media, and the routers placed on them.
import { setTimeout } from 'node:timers/promises';
import { createWorker, type types } from 'mediasoup';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { Log } from '../platform/log.ts';
import { mediaCodecs } from './codecs.ts';
import type { MediaAddress } from './mediaAddresses.ts';
import { type StreamLoss, sampleLoss } from './lossSample.ts';
import { type WorkerHandle, MeetingRouter } from './meetingRouter.ts';
import { type WorkerPool, MeetingMedia, type MeetingMediaListeners } from './meetingMedia.ts';
import { type ProcessUsage, type ReadUsage, usageReaderOf } from './processUsage.ts';
import { type MediaCounts, WorkerInventory } from './workerInventory.ts';

export interface MediaWorkersOptions {
  /** Asked at each start of a worker: a machine's addresses may change while it runs. */
  addresses: () => MediaAddress[];
  /** Worker number n listens on `firstPort + n`, UDP and TCP. */
  firstPort: number;
  count: number;
  /** With so many participants on one worker a meeting spreads to others. */
  spreadAt: number;
  log: Log;
}

const RESTART_PAUSE_MS = 200;
/** A worker starts within a fraction of that. */
const WAIT_FOR_WORKER_MS = 5_000;
const NOTHING: MediaCounts = { routers: 0, transports: 0, producers: 0, consumers: 0 };

/** A media port that another program holds, or that we may not have; the message says which. */
export class MediaPortUnusable extends Error {
  override name = 'MediaPortUnusable';
}

/** One media worker, as of now. */
export interface WorkerState {
  /** Its number, from 0: it listens on `MEDIA_PORT` + this. */
  index: number;
  counts: MediaCounts;
  /** Undefined when it does not answer in time, or is not running. */
  usage: ProcessUsage | undefined;
}

interface Running extends WorkerHandle {
  census: WorkerInventory;
  readUsage: ReadUsage;
  /** Its process has been told to end, and nobody has heard yet that it did. */
  isAbandoned: boolean;
}

export class MediaWorkers implements WorkerPool {
  /** The same for every meeting: mediasoup numbers payload types by `mediaCodecs` alone. */
  readonly rtpCapabilities: RtpCapabilities;
  readonly #options: MediaWorkersOptions;
  readonly #running = new Map<number, Running>();
  #deathCount = 0;
  /** Of workers that have died, until the next one of that number runs. */
  readonly #restarts = new Set<Promise<void>>();
  #closed = false;

  private constructor(options: MediaWorkersOptions, rtpCapabilities: RtpCapabilities) {
    this.#options = options;
    this.rtpCapabilities = rtpCapabilities;
  }

  /** @throws MediaPortUnusable */
  static async start(options: MediaWorkersOptions): Promise<MediaWorkers> {
    const first = await startWorker(options, 0);
    const probe = await first.mediasoupWorker.createRouter({ mediaCodecs });
    const capabilities = probe.rtpCapabilities as RtpCapabilities;
    probe.close();
    const workers = new MediaWorkers(options, capabilities);
    workers.#keep(0, first);
    try {
      for (let index = 1; index < options.count; index += 1) {
        workers.#keep(index, await startWorker(options, index));
      }
    } catch (error) {
      workers.close();
      throw error;
    }
    return workers;
  }

  get count(): number {
    return this.#running.size;
  }

  /** How many have died since the start. */
  get deathCount(): number {
    return this.#deathCount;
  }

  /** Each that there should be. @param patienceMs for one that hangs. */
  states(patienceMs: number): Promise<WorkerState[]> {
    return Promise.all(
      Array.from({ length: this.#options.count }, async (_, index) => {
        const running = this.#running.get(index);
        return {
          index,
          counts: running?.census.counts ?? NOTHING,
          usage: await running?.readUsage(patienceMs),
        };
      }),
    );
  }

  /** @param most how many tracks of each direction are asked. */
  sampleLoss(most: number): Promise<StreamLoss[]> {
    return sampleLoss(
      [...this.#running.values()].map(({ census }) => census),
      most,
    );
  }

  /**
   * @returns the media of a new meeting, on the worker that has the least to do. When the only one has died,
   * those who were on it come back at once: they wait for the next one rather than be refused.
   */
  async openMeeting(listeners: MeetingMediaListeners): Promise<MeetingMedia> {
    if (this.workers.length === 0) {
      const patience = setTimeout(WAIT_FOR_WORKER_MS, undefined, { ref: false });
      await Promise.race([...this.#restarts, patience]);
    }
    return MeetingMedia.open(this, listeners);
  }

  get workers(): readonly WorkerHandle[] {
    return [...this.#running.values()].filter(({ isAbandoned }) => !isAbandoned);
  }

  get spreadAt(): number {
    return this.#options.spreadAt;
  }

  openRouter(host: WorkerHandle): Promise<MeetingRouter> {
    return MeetingRouter.open(host, this.#options.log);
  }

  /** Dumps for tests of leaks: what mediasoup itself says that it holds. */
  async dump(): Promise<{ routers: number; transports: number }> {
    const all = await Promise.all(
      [...this.#running.values()].map(async ({ mediasoupWorker: worker, webRtcServer }) => ({
        routers: (await worker.dump()).routerIds.length,
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
    for (const { mediasoupWorker: worker } of this.#running.values()) worker.close();
    this.#running.clear();
  }

  #keep(index: number, running: Running): void {
    this.#running.set(index, running);
    running.mediasoupWorker.once('died', (error) => {
      this.#running.delete(index);
      if (this.#closed) return;
      this.#deathCount += 1;
      this.#options.log.error({ worker: index, err: error }, 'media worker died; starting another');
      const restart = this.#restart(index).finally(() => this.#restarts.delete(restart));
      this.#restarts.add(restart);
    });
  }

  /** Until it works: its port may be held for a moment yet, or memory be short. */
  async #restart(index: number): Promise<void> {
    while (!this.#closed) {
      try {
        const running = await startWorker(this.#options, index);
        if (this.#closed) {
          running.mediasoupWorker.close();
          return;
        }
        this.#keep(index, running);
        this.#options.log.info({ worker: index }, 'media worker started anew');
        return;
      } catch (error) {
        this.#options.log.error({ worker: index, err: error }, 'media worker did not start; again');
        await setTimeout(RESTART_PAUSE_MS, undefined, { ref: false });
      }
    }
  }
}

/**
 * All that a worker's participants send comes through one UDP socket: with the kernel's usual 208 kB it loses
 * packets of twenty cameras when the machine is busy for 50 ms. More than `net.core.rmem_max` there is not.
 */
const SOCKET_BUFFER_BYTES = 4_194_304;

async function startWorker(options: MediaWorkersOptions, index: number): Promise<Running> {
  const port = options.firstPort + index;
  const worker = await createWorker({ logLevel: 'warn' });
  leaveSignalsToUs(worker);
  const census = new WorkerInventory(worker);
  try {
    const webRtcServer = await worker.createWebRtcServer({
      listenInfos: options.addresses().flatMap((address) => [
        {
          protocol: 'udp' as const,
          port,
          ...address,
          recvBufferSize: SOCKET_BUFFER_BYTES,
          sendBufferSize: SOCKET_BUFFER_BYTES,
        },
        { protocol: 'tcp' as const, port, ...address },
      ]),
    });
    const running: Running = {
      mediasoupWorker: worker,
      census,
      readUsage: usageReaderOf(worker),
      webRtcServer,
      participantCount: 0,
      meetingCount: 0,
      isAbandoned: false,
      kill(reason) {
        // Once: by the second time the process may be gone, and its number another's.
        if (running.isAbandoned) return;
        running.isAbandoned = true;
        options.log.error({ reason }, 'a media worker cannot be spoken to any more; ending it');
        // Not worker.close(), which would have to speak to it; that it died is told by its own event.
        process.kill(worker.pid, 'SIGKILL');
      },
    };
    return running;
  } catch (error) {
    worker.close();
    if (error instanceof Error && /address already in use/i.test(error.message)) {
      throw new MediaPortUnusable(`media port ${port} is in use by another program`);
    }
    if (error instanceof Error && /permission denied/i.test(error.message)) {
      throw new MediaPortUnusable(`media port ${port} may not be used by this user`);
    }
    throw error;
  }
}

/**
 * mediasoup closes a worker by itself on SIGTERM and Ctrl-C, before anybody has been told why, so that
 * the pages would hear of a fault. Stopping is `main.ts`'s, in its order. (3.27 has no option for it.)
 */
function leaveSignalsToUs(worker: types.Worker): void {
  const { onSignal } = worker as unknown as { onSignal: NodeJS.SignalsListener };
  process.removeListener('SIGINT', onSignal);
  process.removeListener('SIGTERM', onSignal);
}
