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

type News<Kind extends FromAudioThread['type']> = Extract<FromAudioThread, { type: Kind }>;

export class AudioThread {
  readonly told: FromAudioThread[] = [];
  readonly worker: Worker;
  readonly #waiting = new Set<() => void>();

  constructor(data: Partial<AudioThreadData> = {}) {
    this.worker = new Worker(new URL('../../server/src/sound/audioThread.ts', import.meta.url), {
      workerData: { host: '127.0.0.1', firstPort: 0, lastPort: 0, silenceSeconds: 15, ...data },
    });
    this.worker.on('message', (news: FromAudioThread) => {
      this.told.push(news);
      for (const look of this.#waiting) look();
    });
  }

  say(message: ToAudioThread): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.worker.postMessage(message);
  }

  /** The first event of that type about this endpoint or mix, whether it has arrived or is yet to come. */
  async hear<Kind extends FromAudioThread['type']>(kind: Kind, key?: string): Promise<News<Kind>> {
    const find = () => this.toldOf(kind, key)[0];
    while (find() === undefined) {
      await new Promise<void>((resolve) => {
        const look = () => {
          this.#waiting.delete(look);
          resolve();
        };
        this.#waiting.add(look);
      });
    }
    return find() as News<Kind>;
  }

  toldOf<Kind extends FromAudioThread['type']>(kind: Kind, key?: string): News<Kind>[] {
    const isOf = (news: FromAudioThread) =>
      key === undefined ||
      ('endpoint' in news && news.endpoint === key) ||
      ('mix' in news && news.mix === key);
    return this.told.filter((news): news is News<Kind> => news.type === kind && isOf(news));
  }

  async openEndpoint(name: string, phone: SoundPhone): Promise<EndpointKey> {
    const endpoint = name as EndpointKey;
    this.say({ type: 'openEndpoint', endpoint });
    const { audio } = await this.hear('endpointOpened', endpoint);
    phone.ring(audio);
    this.say({ type: 'agree', endpoint, audio: phone.agreed });
    return endpoint;
  }

  async openMix(name: string): Promise<{ mix: MixKey; port: number }> {
    const mix = name as MixKey;
    this.say({ type: 'openMix', mix });
    const { port } = await this.hear('mixOpened', mix);
    return { mix, port };
  }

  async stop(): Promise<void> {
    const ended = once(this.worker, 'exit');
    this.say({ type: 'stop' });
    await ended;
  }
}
