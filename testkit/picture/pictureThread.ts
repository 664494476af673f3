// The real picture thread for tests, with its events.
import { Worker } from 'node:worker_threads';
import type { CompositionKey, PictureEndpointKey } from '../../server/src/picture/pictureKeys.ts';
import type {
  FromPictureThread,
  PictureThreadData,
  ToPictureThread,
} from '../../server/src/picture/pictureMessages.ts';
import { cachedProgram } from '../server/cachedProgram.ts';
import type { TestRoom } from './testRoom.ts';

type EventOf<Kind extends FromPictureThread['type']> = Extract<FromPictureThread, { type: Kind }>;

const compositor = cachedProgram('COMPOSITOR_BIN', 'compositor');
const lettering = cachedProgram('LETTERING_BIN', 'lettering');
/** Undefined where they could not be built: the tests that need them are skipped, and `npm test` says why. */
export const picturePrograms =
  compositor === undefined || lettering === undefined ? undefined : { compositor, lettering };

export class PictureThread {
  readonly events: FromPictureThread[] = [];
  readonly worker: Worker;
  readonly #waiting = new Set<() => void>();
  readonly #exited: Promise<void>;

  constructor(data: Partial<PictureThreadData> = {}) {
    const programs = picturePrograms ?? { compositor: '', lettering: '' };
    this.worker = new Worker(
      new URL('../../server/src/picture/pictureThread.ts', import.meta.url),
      {
        workerData: { host: '127.0.0.1', firstPort: 0, lastPort: 0, programs, ...data },
      },
    );
    this.worker.on('message', (event: FromPictureThread) => {
      this.events.push(event);
      for (const look of this.#waiting) look();
    });
    this.#exited = new Promise((resolve) => this.worker.once('exit', () => resolve()));
  }

  post(message: ToPictureThread): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.worker.postMessage(message);
  }

  /** The first such event, whether it has arrived or is yet to come. */
  async event<Kind extends FromPictureThread['type']>(
    kind: Kind,
    matches: (event: EventOf<Kind>) => boolean = () => true,
  ): Promise<EventOf<Kind>> {
    const find = () => this.eventsOf(kind).find(matches);
    while (find() === undefined) {
      await new Promise<void>((resolve) => {
        const look = () => {
          this.#waiting.delete(look);
          resolve();
        };
        this.#waiting.add(look);
      });
    }
    return find() as EventOf<Kind>;
  }

  eventsOf<Kind extends FromPictureThread['type']>(kind: Kind): EventOf<Kind>[] {
    return this.events.filter((event): event is EventOf<Kind> => event.type === kind);
  }

  async openEndpoint(name: string, room: TestRoom): Promise<PictureEndpointKey> {
    const endpoint = name as PictureEndpointKey;
    this.post({ type: 'openEndpoint', endpoint, cname: 'test' });
    const { local } = await this.event('endpointOpened', (one) => one.endpoint === endpoint);
    room.connect(local.video);
    this.post({ type: 'agree', endpoint, video: room.agreed });
    return endpoint;
  }

  async openComposition(name: string): Promise<{ composition: CompositionKey; port: number }> {
    const composition = name as CompositionKey;
    this.post({ type: 'openComposition', composition });
    const { port } = await this.event(
      'compositionOpened',
      (one) => one.composition === composition,
    );
    return { composition, port };
  }

  /** Ends by itself, or not: then the test waits until its time is over. */
  async stop(): Promise<void> {
    this.post({ type: 'stop' });
    await this.#exited;
  }
}
