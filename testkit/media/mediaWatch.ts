// Counts what mediasoup holds, from its observers and the worker's own dump.
import { observer, type types } from 'mediasoup';

export interface MediaWatch {
  /** Workers started since `watchMedia`, without those that have died. */
  workers: Set<types.Worker>;
  /** Open objects of each kind, as mediasoup's Node side knows them. */
  open: { routers: number; transports: number; producers: number; consumers: number };
  /** The peak of each. */
  peak: { producers: number; consumers: number };
}

/** Call before the server is started. */
export function watchMedia(): MediaWatch {
  const watch: MediaWatch = {
    workers: new Set(),
    open: { routers: 0, transports: 0, producers: 0, consumers: 0 },
    peak: { producers: 0, consumers: 0 },
  };
  const count = (
    kind: keyof MediaWatch['open'],
    closing: { once(event: 'close', told: () => void): unknown },
  ) => {
    watch.open[kind] += 1;
    if (kind in watch.peak) {
      const most = kind as keyof MediaWatch['peak'];
      watch.peak[most] = Math.max(watch.peak[most], watch.open[most]);
    }
    closing.once('close', () => (watch.open[kind] -= 1));
  };
  observer.on('newworker', (worker) => {
    watch.workers.add(worker);
    worker.observer.once('close', () => watch.workers.delete(worker));
    worker.observer.on('newrouter', (router) => {
      count('routers', router.observer);
      router.observer.on('newtransport', (transport) => {
        count('transports', transport.observer);
        transport.observer.on('newproducer', (producer) => count('producers', producer.observer));
        transport.observer.on('newconsumer', (consumer) => count('consumers', consumer.observer));
      });
    });
  });
  return watch;
}

/** How many request handlers the worker process itself has, one per object. */
export async function handlersIn(worker: types.Worker): Promise<number> {
  const { channelMessageHandlers } = await worker.dump();
  return channelMessageHandlers.channelRequestHandlers.length;
}
