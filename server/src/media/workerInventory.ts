// Keeps track of every mediasoup object in one worker, through mediasoup's observers, for metrics and statistics.
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
  /** Producers and consumers whose packets cross a participant's network. */
  readonly #sent = new Set<types.Producer>();
  readonly #received = new Set<types.Consumer>();

  /** @param worker one with no routers yet. */
  constructor({ observer }: types.Worker) {
    observer.on('newrouter', (router) => {
      addUntilClosed(router, this.#routers);
      router.observer.on('newtransport', (transport) => {
        addUntilClosed(transport, this.#transports);
        // Pipe and direct transports stay inside the machine, where nothing is lost.
        const isExternal = ['webrtc', 'plain'].includes(transport.type);
        transport.observer.on('newproducer', (producer) => {
          addUntilClosed(producer, this.#producers);
          if (isExternal) addUntilClosed(producer, this.#sent);
        });
        transport.observer.on('newconsumer', (consumer) => {
          addUntilClosed(consumer, this.#consumers);
          if (isExternal) addUntilClosed(consumer, this.#received);
        });
      });
    });
  }

  /** Tracks that participants send. */
  get sentTracks(): Iterable<types.Producer> {
    return this.#sent;
  }

  /** Tracks that participants receive. */
  get receivedTracks(): Iterable<types.Consumer> {
    return this.#received;
  }

  /** Everything, including pipes between workers. */
  get counts(): MediaCounts {
    return {
      routers: this.#routers.size,
      transports: this.#transports.size,
      producers: this.#producers.size,
      consumers: this.#consumers.size,
    };
  }
}

interface Closable {
  observer: { once(event: 'close', listener: () => void): unknown };
}

/** mediasoup emits `close` whoever closed it, and also when the worker dies. */
function addUntilClosed<T extends Closable>(item: T, items: Set<T>): void {
  items.add(item);
  item.observer.once('close', () => items.delete(item));
}
