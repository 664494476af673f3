// What one media worker holds, by mediasoup's own observers: to be counted, and asked for statistics.
import type { types } from 'mediasoup';

export interface MediaCounts {
  routers: number;
  transports: number;
  producers: number;
  consumers: number;
}

export class WorkerInventory {
  readonly #routers = new Set<types.Router>();
  readonly #transports = new Set<types.Transport>();
  readonly #producers = new Set<types.Producer>();
  readonly #consumers = new Set<types.Consumer>();
  /** Those of them that go over somebody's line. */
  readonly #sent = new Set<types.Producer>();
  readonly #received = new Set<types.Consumer>();

  /** @param worker one that holds nothing yet. */
  constructor({ observer }: types.Worker) {
    observer.on('newrouter', (router) => {
      keep(router, this.#routers);
      router.observer.on('newtransport', (transport) => {
        keep(transport, this.#transports);
        // By the others workers hand on to each other, and to this process: nothing is lost there.
        const isOfSomebody = ['webrtc', 'plain'].includes(transport.type);
        transport.observer.on('newproducer', (producer) => {
          keep(producer, this.#producers);
          if (isOfSomebody) keep(producer, this.#sent);
        });
        transport.observer.on('newconsumer', (consumer) => {
          keep(consumer, this.#consumers);
          if (isOfSomebody) keep(consumer, this.#received);
        });
      });
    });
  }

  /** Tracks as participants send them. */
  get sentTracks(): Iterable<types.Producer> {
    return this.#sent;
  }

  /** Tracks as participants receive them. */
  get receivedTracks(): Iterable<types.Consumer> {
    return this.#received;
  }

  /** Of all, also of what workers hand on to each other. */
  get counts(): MediaCounts {
    return {
      routers: this.#routers.size,
      transports: this.#transports.size,
      producers: this.#producers.size,
      consumers: this.#consumers.size,
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
