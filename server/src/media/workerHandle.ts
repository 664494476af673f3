// One running media worker: its process, its port, its load, and how it is killed.
import { createWorker, type types } from 'mediasoup';
import type { Log } from '../platform/log.ts';
import type { MediaAddress } from './mediaAddresses.ts';
import { type ReadUsage, residentBytesOf, usageReaderOf } from './processUsage.ts';
import { socketBuffer } from './socketBuffer.ts';
import { WorkerInventory } from './workerInventory.ts';
import type { WorkerLoad } from './workerSelection.ts';

/** Where a worker runs that another server of the cluster lends to this one. */
export interface GuestPlace {
  nodeId: string;
  /** Where its routers are piped to, at its machine. */
  pipeAddress: MediaAddress;
  /** The same at this machine. */
  ownPipeAddress: MediaAddress;
}

export interface WorkerHandle extends WorkerLoad {
  /** Undefined for a worker of this server. */
  guest?: GuestPlace;
  mediasoupWorker: types.Worker;
  webRtcServer: types.WebRtcServer;
  inventory: WorkerInventory;
  readUsage: ReadUsage;
  /** The process has been sent SIGKILL; its `died` event may not have come yet. */
  isKilled: boolean;
  /** For a worker whose channel is broken. May be called twice. */
  kill(reason: string): void;
}

/** The media port is in use, or not permitted; the message says which. */
export class MediaPortUnusable extends Error {
  override name = 'MediaPortUnusable';
}

/** @param port for UDP and TCP. @throws MediaPortUnusable */
export async function startWorker(
  addresses: readonly MediaAddress[],
  port: number,
  log: Log,
): Promise<WorkerHandle> {
  const worker = await createWorker({ logLevel: 'warn' });
  // worker.close() would have to use the channel. The `died` event reports the end.
  const kill = () => void process.kill(worker.pid, 'SIGKILL');
  const readUsage = usageReaderOf(worker, () => residentBytesOf(worker.pid));
  return openHandle(worker, { addresses, port, readUsage, kill, log });
}

/**
 * Makes a worker that runs ready for participants.
 * @param options.kill ends it without its channel. @throws MediaPortUnusable, and closes the worker.
 */
export async function openHandle(
  worker: types.Worker,
  options: {
    addresses: readonly MediaAddress[];
    /** For UDP and TCP. */
    port: number;
    readUsage: ReadUsage;
    kill(): void;
    guest?: GuestPlace;
    log: Log;
  },
): Promise<WorkerHandle> {
  const { addresses, port, readUsage, kill, guest, log } = options;
  removeSignalHandlers(worker);
  const inventory = new WorkerInventory(worker);
  try {
    const webRtcServer = await worker.createWebRtcServer({
      listenInfos: addresses.flatMap((address) => [
        {
          protocol: 'udp' as const,
          port,
          ...address,
          ...socketBuffer,
        },
        { protocol: 'tcp' as const, port, ...address },
      ]),
    });
    const handle: WorkerHandle = {
      mediasoupWorker: worker,
      webRtcServer,
      inventory,
      readUsage,
      participantCount: 0,
      meetingCount: 0,
      isKilled: false,
      ...(guest && { guest }),
      kill(reason) {
        // Only once: later the process may be gone and its PID reused.
        if (handle.isKilled) return;
        handle.isKilled = true;
        log.error({ reason }, 'media worker channel broken; killing worker');
        kill();
      },
    };
    return handle;
  } catch (error) {
    worker.close();
    throw portProblem(error, port) ?? error;
  }
}

function portProblem(error: unknown, port: number): MediaPortUnusable | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/address already in use/i.test(error.message))
    return new MediaPortUnusable(`media port ${port} is in use by another program`);
  if (/permission denied/i.test(error.message))
    return new MediaPortUnusable(`media port ${port} may not be used by this user`);
  return undefined;
}

/**
 * On SIGTERM and SIGINT mediasoup closes its workers at once, before the pages have been told why, and they would report
 * a fault. `main.ts` stops the server in order instead. (mediasoup 3.27 has no option for this.)
 */
function removeSignalHandlers(worker: types.Worker): void {
  const { onSignal } = worker as unknown as { onSignal: NodeJS.SignalsListener };
  process.removeListener('SIGINT', onSignal);
  process.removeListener('SIGTERM', onSignal);
}
