// The mediasoup workers, each with one port for all its media, and the routers placed on them.
import { setTimeout } from 'node:timers/promises';
import { createWorker, type types } from 'mediasoup';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { Log } from '../log.ts';
import { mediaCodecs } from './codecs.ts';
import type { MediaAddress } from './mediaAddresses.ts';
import { type Host, MediaPlace } from './mediaPlace.ts';
import { type MediaHosts, MeetingMedia, type MeetingListeners } from './meetingMedia.ts';

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

const RESTART_PAUSE_MS = 1_000;

/** A media port that another program holds, or that we may not have; the message says which. */
export class MediaPortUnusable extends Error {
  override name = 'MediaPortUnusable';
}

interface Running extends Host {
  /** Its process has been told to end, and nobody has heard yet that it did. */
  isAbandoned: boolean;
}

export class MediaWorkers implements MediaHosts {
  /** The same for every meeting: mediasoup numbers payload types by `mediaCodecs` alone. */
  readonly rtpCapabilities: RtpCapabilities;
  readonly #options: MediaWorkersOptions;
  readonly #running = new Map<number, Running>();
  #closed = false;

  private constructor(options: MediaWorkersOptions, rtpCapabilities: RtpCapabilities) {
    this.#options = options;
    this.rtpCapabilities = rtpCapabilities;
  }

  /** @throws MediaPortUnusable */
  static async start(options: MediaWorkersOptions): Promise<MediaWorkers> {
    const first = await startWorker(options, 0);
    const probe = await first.worker.createRouter({ mediaCodecs });
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

  /** @returns the media of a new meeting, on the worker that has the least to do. */
  openMeeting(listeners: MeetingListeners): Promise<MeetingMedia> {
    return MeetingMedia.open(this, listeners);
  }

  get hosts(): readonly Host[] {
    return [...this.#running.values()].filter(({ isAbandoned }) => !isAbandoned);
  }

  get spreadAt(): number {
    return this.#options.spreadAt;
  }

  openPlace(host: Host): Promise<MediaPlace> {
    return MediaPlace.open(host, this.#options.log);
  }

  /** Dumps for tests of leaks: what mediasoup itself says that it holds. */
  async dump(): Promise<{ routers: number; transports: number }> {
    const all = await Promise.all(
      [...this.#running.values()].map(async ({ worker, webRtcServer }) => ({
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
    for (const { worker } of this.#running.values()) worker.close();
    this.#running.clear();
  }

  #keep(index: number, running: Running): void {
    this.#running.set(index, running);
    running.worker.once('died', (error) => {
      this.#running.delete(index);
      if (this.#closed) return;
      this.#options.log.error({ worker: index, err: error }, 'media worker died; starting another');
      void this.#restart(index);
    });
  }

  /** Until it works: its port may be held for a moment yet, or memory be short. */
  async #restart(index: number): Promise<void> {
    while (!this.#closed) {
      try {
        const running = await startWorker(this.#options, index);
        if (this.#closed) running.worker.close();
        else this.#keep(index, running);
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
      worker,
      webRtcServer,
      participantCount: 0,
      meetingCount: 0,
      isAbandoned: false,
      abandon(reason) {
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
