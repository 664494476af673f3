// What one media worker holds, by mediasoup's own observers: to be counted, and asked for statistics.
import type { types } from 'mediasoup';

export interface MediaCounts {
  routers: number;
  transports: number;
  producers: number;
  consumers: number;
}

export class WorkerCensus {
  readonly #routers = new Set<types.Router>();
  readonly #transports = new Set<types.Transport>();
  readonly producers: ReadonlySet<types.Producer>;
  readonly consumers: ReadonlySet<types.Consumer>;

  /** @param worker one that holds nothing yet. */
  constructor({ observer }: types.Worker) {
    const producers = new Set<types.Producer>();
    const consumers = new Set<types.Consumer>();
    this.producers = producers;
    this.consumers = consumers;
    observer.on('newrouter', (router) => {
      keep(router, this.#routers);
      router.observer.on('newtransport', (transport) => {
        keep(transport, this.#transports);
        transport.observer.on('newproducer', (producer) => keep(producer, producers));
        transport.observer.on('newconsumer', (consumer) => keep(consumer, consumers));
      });
    });
  }

  get counts(): MediaCounts {
    return {
      routers: this.#routers.size,
      transports: this.#transports.size,
      producers: this.producers.size,
      consumers: this.consumers.size,
    };
  }
}

interface Closing {
  observer: { once(event: 'close', told: () => void): unknown };
}

/** mediasoup tells of each closing, whoever closed it, also by the worker's death. */
function keep<T extends Closing>(one: T, all: Set<T>): void {
  all.add(one);
  one.observer.once('close', () => all.delete(one));
}
