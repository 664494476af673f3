// For tests: the sound thread as it really runs, and what it tells.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type {
  FromSoundThread,
  LineKey,
  MixKey,
  SoundThreadData,
  ToSoundThread,
} from '../../server/src/sound/soundMessages.ts';
import '../../server/src/platform/keepWasmCode.ts';
import type { SoundPhone } from './soundPhone.ts';

type News<Kind extends FromSoundThread['type']> = Extract<FromSoundThread, { type: Kind }>;

export class SoundWorker {
  readonly told: FromSoundThread[] = [];
  readonly worker: Worker;
  readonly #waiting = new Set<() => void>();

  constructor(data: Partial<SoundThreadData> = {}) {
    this.worker = new Worker(new URL('../../server/src/sound/soundThread.ts', import.meta.url), {
      workerData: { host: '127.0.0.1', firstPort: 0, lastPort: 0, silenceSeconds: 15, ...data },
    });
    this.worker.on('message', (news: FromSoundThread) => {
      this.told.push(news);
      for (const look of this.#waiting) look();
    });
  }

  say(message: ToSoundThread): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.worker.postMessage(message);
  }

  /** The first of that kind of this line or mix, also one that was told before. */
  async hear<Kind extends FromSoundThread['type']>(kind: Kind, key?: string): Promise<News<Kind>> {
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

  toldOf<Kind extends FromSoundThread['type']>(kind: Kind, key?: string): News<Kind>[] {
    const isOf = (news: FromSoundThread) =>
      key === undefined ||
      ('line' in news && news.line === key) ||
      ('mix' in news && news.mix === key);
    return this.told.filter((news): news is News<Kind> => news.type === kind && isOf(news));
  }

  async openLine(name: string, phone: SoundPhone): Promise<LineKey> {
    const line = name as LineKey;
    this.say({ type: 'openLine', line });
    const { audio } = await this.hear('lineOpened', line);
    phone.ring(audio);
    this.say({ type: 'agree', line, audio: phone.agreed });
    return line;
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
