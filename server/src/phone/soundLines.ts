// The main thread's end of the sound thread: asks for lines and mixes, and passes on what is told of each.
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../platform/log.ts';
import type { LocalAudio } from './audio.ts';
import type { SoundLink } from './meetingSound.ts';
import type {
  FromSoundThread,
  LineKey,
  MixKey,
  SoundThreadData,
  ToSoundThread,
} from './sound/soundMessages.ts';
import { Thread } from './thread.ts';

/** The thread has nothing to do but that; so long means that it is stuck. */
const ANSWER_MS = 3_000;

/** The sound thread could not be had: it died, is stuck, or no port is left. */
export class SoundUnavailable extends Error {
  override name = 'SoundUnavailable';
}

export type LineNews = Extract<
  FromSoundThread,
  { is: 'played' | 'digit' | 'fellSilent' | 'lossChanged' | 'hearingChanged' }
>;

export interface SoundLinesListeners {
  told(line: LineKey, news: LineNews): void;
  /** Every line is gone. */
  died(): void;
}

export class SoundLines implements SoundLink {
  readonly #thread: Thread<ToSoundThread, FromSoundThread>;
  readonly #listeners: SoundLinesListeners;
  /** What has been asked for, by line or mix. */
  readonly #asked = new Map<string, (message: FromSoundThread | undefined) => void>();

  constructor(data: SoundThreadData, listeners: SoundLinesListeners, log: Log) {
    this.#listeners = listeners;
    this.#thread = new Thread(
      'sound',
      new URL('./sound/soundThread.ts', import.meta.url),
      data,
      {
        told: (message) => this.#told(message),
        died: () => {
          for (const answer of this.#asked.values()) answer(undefined);
          listeners.died();
        },
      },
      log,
    );
  }

  start(): void {
    this.#thread.start();
  }

  /** As if its thread had failed. */
  end(): Promise<void> {
    return this.#thread.end();
  }

  stop(): Promise<void> {
    return this.#thread.stop({ is: 'stop' });
  }

  say(message: ToSoundThread): void {
    this.#thread.say(message);
  }

  /** @throws SoundUnavailable */
  async openLine(line: LineKey): Promise<LocalAudio> {
    const answer = await this.#ask(line, { is: 'openLine', line });
    if (answer?.is === 'lineOpened') return answer.audio;
    // It may have been opened, and only be late.
    this.say({ is: 'closeLine', line });
    throw new SoundUnavailable(answer?.is === 'lineRefused' ? answer.reason : 'no answer');
  }

  /** @throws SoundUnavailable */
  async openMix(mix: MixKey): Promise<number> {
    const answer = await this.#ask(mix, { is: 'openMix', mix });
    if (answer?.is === 'mixOpened') return answer.port;
    this.say({ is: 'closeMix', mix });
    throw new SoundUnavailable('no answer');
  }

  async #ask(key: string, message: ToSoundThread): Promise<FromSoundThread | undefined> {
    const late = pause(ANSWER_MS, undefined, { ref: false });
    // One that has died is there again within a second.
    await Promise.race([this.#thread.running(), late]);
    const answered = new Promise<FromSoundThread | undefined>((resolve) => {
      this.#asked.set(key, resolve);
    });
    this.say(message);
    try {
      return await Promise.race([answered, late]);
    } finally {
      this.#asked.delete(key);
    }
  }

  #told(message: FromSoundThread): void {
    switch (message.is) {
      case 'lineOpened':
      case 'lineRefused':
        this.#asked.get(message.line)?.(message);
        break;
      case 'mixOpened':
        this.#asked.get(message.mix)?.(message);
        break;
      case 'stopped':
        break;
      default:
        this.#listeners.told(message.line, message);
    }
  }
}
