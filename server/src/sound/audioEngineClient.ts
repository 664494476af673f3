// The main thread's end of the audio engine: opens lines and mixes in its thread, and passes on their events.
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../platform/log.ts';
import type { LocalTransport } from '../rtp/agreedMedia.ts';
import type {
  FromSoundThread,
  LineKey,
  MixKey,
  SoundThreadData,
  ToSoundThread,
} from './soundMessages.ts';
import { SupervisedWorker } from '../platform/supervisedWorker.ts';
import { workerThread } from '../platform/workerThread.ts';

/** An answer takes milliseconds: after this long the thread is stuck. */
const ANSWER_MS = 3_000;

/** No audio for this call: the thread died or is stuck, or no port is left. */
export class SoundUnavailable extends Error {
  override name = 'SoundUnavailable';
}

export type LineEvent = Extract<
  FromSoundThread,
  { type: 'played' | 'digit' | 'fellSilent' | 'lossChanged' | 'hearingChanged' }
>;

export interface AudioEngineListeners {
  onEvent(line: LineKey, event: LineEvent): void;
  /** The thread died: every line and mix is gone. */
  onExit(): void;
}

export class AudioEngineClient {
  readonly #thread: SupervisedWorker<ToSoundThread, FromSoundThread>;
  readonly #listeners: AudioEngineListeners;
  /** Requests that wait for their answer, by line or mix. */
  readonly #pending = new Map<string, (message: FromSoundThread | undefined) => void>();

  constructor(data: SoundThreadData, listeners: AudioEngineListeners, log: Log) {
    this.#listeners = listeners;
    this.#thread = new SupervisedWorker(
      'sound',
      workerThread('sound', new URL('./soundThread.ts', import.meta.url), data),
      {
        onMessage: (message) => this.#handle(message),
        onExit: () => {
          for (const answer of this.#pending.values()) answer(undefined);
          listeners.onExit();
        },
      },
      log,
    );
  }

  start(): void {
    this.#thread.start();
  }

  /** As if its thread had crashed. */
  terminateForTest(): Promise<void> {
    return this.#thread.terminateForTest();
  }

  stop(): Promise<void> {
    return this.#thread.stop({ type: 'stop' });
  }

  post(message: ToSoundThread): void {
    this.#thread.post(message);
  }

  /** @throws SoundUnavailable */
  async openLine(line: LineKey): Promise<LocalTransport> {
    const answer = await this.#ask(line, { type: 'openLine', line });
    if (answer?.type === 'lineOpened') return answer.audio;
    // It may have been opened, but too late.
    this.post({ type: 'closeLine', line });
    throw new SoundUnavailable(answer?.type === 'lineRefused' ? answer.reason : 'no answer');
  }

  /**
   * @returns the port of the loopback where the sound thread takes the meeting's sound.
   * @throws SoundUnavailable
   */
  async openMix(mix: MixKey): Promise<number> {
    const answer = await this.#ask(mix, { type: 'openMix', mix });
    if (answer?.type === 'mixOpened') return answer.port;
    this.post({ type: 'closeMix', mix });
    throw new SoundUnavailable('no answer');
  }

  async #ask(key: string, message: ToSoundThread): Promise<FromSoundThread | undefined> {
    const late = pause(ANSWER_MS, undefined, { ref: false });
    // A thread that has died is started again within a second.
    await Promise.race([this.#thread.running(), late]);
    const answered = new Promise<FromSoundThread | undefined>((resolve) => {
      this.#pending.set(key, resolve);
    });
    this.post(message);
    try {
      return await Promise.race([answered, late]);
    } finally {
      this.#pending.delete(key);
    }
  }

  #handle(message: FromSoundThread): void {
    switch (message.type) {
      case 'lineOpened':
      case 'lineRefused':
        this.#pending.get(message.line)?.(message);
        break;
      case 'mixOpened':
        this.#pending.get(message.mix)?.(message);
        break;
      case 'stopped':
        break;
      default:
        this.#listeners.onEvent(message.line, message);
    }
  }
}
