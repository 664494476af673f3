// All meetings that are listened to, by their keys, and the tick that they share. Runs in the caption thread.
import { Ticker } from '../platform/ticker.ts';
import { OpusPool } from '../sound/opusPool.ts';
import { WIDEBAND } from '../sound/sampleRate.ts';
import type {
  CaptionThreadData,
  FromCaptionThread,
  ListeningKey,
  ToCaptionThread,
} from './captionMessages.ts';
import { Listening, type SharedEngine } from './listening.ts';
import type { Recognizer, RecognizerSettings } from './recognizer.ts';
import { TranscriptionRecognizer } from './transcriptionRecognizer.ts';
import { VoskRecognizer } from './voskRecognizer.ts';

export class CaptionEngine {
  readonly #emit: (event: FromCaptionThread) => void;
  readonly #shared: SharedEngine;
  readonly #ticker = new Ticker((now) => this.#tick(now));
  readonly #listenings = new Map<ListeningKey, Listening>();
  #utteranceCount = 0;
  #isStopped = false;

  constructor(data: CaptionThreadData, emit: (event: FromCaptionThread) => void) {
    this.#emit = emit;
    this.#shared = {
      recognizer: recognizerOf(data.recognizer),
      pool: new OpusPool(WIDEBAND),
      take: () => {
        if (this.#utteranceCount >= data.maxUtterances) return false;
        this.#utteranceCount += 1;
        return true;
      },
      giveBack: () => {
        this.#utteranceCount -= 1;
      },
    };
  }

  /** Messages for a meeting that is no longer listened to are ignored. */
  handle(message: ToCaptionThread): void {
    if (this.#isStopped) return;
    switch (message.type) {
      case 'openListening':
        void this.#open(message.listening);
        break;
      case 'addVoice':
        // Without a decoder this voice has no text, and the others go on.
        this.#listenings
          .get(message.listening)
          ?.add(message.voice)
          .catch(() => undefined);
        break;
      case 'removeVoice':
        this.#listenings.get(message.listening)?.remove(message.ssrc);
        break;
      case 'closeListening':
        this.#close(message.listening);
        break;
      case 'stop':
        this.#stop();
        break;
    }
  }

  async #open(key: ListeningKey): Promise<void> {
    // Without a loopback port this thread is of no use: it ends, and the next one may find one.
    const listening = await Listening.open(this.#shared, {
      spoke: (line) => this.#emit({ type: 'spoke', listening: key, line }),
      healthChanged: (failing) => this.#emit({ type: 'healthChanged', listening: key, failing }),
    });
    if (this.#isStopped) return listening.close();
    this.#listenings.set(key, listening);
    this.#ticker.start();
    this.#emit({ type: 'listeningOpened', listening: key, port: listening.port });
  }

  #close(key: ListeningKey): void {
    this.#listenings.get(key)?.close();
    this.#listenings.delete(key);
    if (this.#listenings.size === 0) this.#ticker.stop();
  }

  #tick(now: number): void {
    for (const listening of this.#listenings.values()) listening.tick(now);
  }

  #stop(): void {
    this.#isStopped = true;
    for (const key of this.#listenings.keys()) this.#close(key);
    this.#shared.pool.close();
    this.#emit({ type: 'stopped' });
  }
}

function recognizerOf(settings: RecognizerSettings): Recognizer {
  const isWebSocket = /^wss?:/.test(settings.url);
  return isWebSocket ? new VoskRecognizer(settings) : new TranscriptionRecognizer(settings);
}
