// The real audio thread for tests, with its events.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type {
  FromAudioThread,
  EndpointKey,
  MixKey,
  AudioThreadData,
  ToAudioThread,
} from '../../server/src/sound/audioMessages.ts';
import '../../server/src/platform/keepWasmCode.ts';
import type { SoundPhone } from './soundPhone.ts';

type EventOf<Kind extends FromAudioThread['type']> = Extract<FromAudioThread, { type: Kind }>;

export class AudioThread {
  readonly events: FromAudioThread[] = [];
  readonly worker: Worker;
  readonly #waiting = new Set<() => void>();

  constructor(data: Partial<AudioThreadData> = {}) {
    this.worker = new Worker(new URL('../../server/src/sound/audioThread.ts', import.meta.url), {
      workerData: { host: '127.0.0.1', firstPort: 0, lastPort: 0, silenceSeconds: 15, ...data },
    });
    this.worker.on('message', (event: FromAudioThread) => {
      this.events.push(event);
      for (const look of this.#waiting) look();
    });
  }

  post(message: ToAudioThread): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.worker.postMessage(message);
  }

  /** The first event of that type about this endpoint or mix, whether it has arrived or is yet to come. */
  async event<Kind extends FromAudioThread['type']>(
    kind: Kind,
    key?: string,
  ): Promise<EventOf<Kind>> {
    const find = () => this.eventsOf(kind, key)[0];
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

  eventsOf<Kind extends FromAudioThread['type']>(kind: Kind, key?: string): EventOf<Kind>[] {
    const isOf = (event: FromAudioThread) =>
      key === undefined ||
      ('endpoint' in event && event.endpoint === key) ||
      ('mix' in event && event.mix === key);
    return this.events.filter(
      (event): event is EventOf<Kind> => event.type === kind && isOf(event),
    );
  }

  async openEndpoint(name: string, phone: SoundPhone): Promise<EndpointKey> {
    const endpoint = name as EndpointKey;
    this.post({ type: 'openEndpoint', endpoint });
    const { audio } = await this.event('endpointOpened', endpoint);
    phone.connect(audio);
    this.post({ type: 'agree', endpoint, audio: phone.agreed });
    return endpoint;
  }

  async openMix(name: string): Promise<{ mix: MixKey; port: number }> {
    const mix = name as MixKey;
    this.post({ type: 'openMix', mix });
    const { port } = await this.event('mixOpened', mix);
    return { mix, port };
  }

  async stop(): Promise<void> {
    const ended = once(this.worker, 'exit');
    this.post({ type: 'stop' });
    await ended;
  }
}
