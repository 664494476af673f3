// The main thread's end of the audio engine: opens endpoints and mixes in the audio thread, and passes on their events.
import type { Log } from '../platform/log.ts';
import type { LocalTransport } from '../rtp/agreedMedia.ts';
import type {
  FromAudioThread,
  EndpointKey,
  MixKey,
  AudioThreadData,
  ToAudioThread,
} from './audioMessages.ts';
import { AskedThread } from '../platform/askedThread.ts';

/** No audio for this call: the thread died or is stuck, or no port is left. */
export class AudioUnavailable extends Error {
  override name = 'AudioUnavailable';
}

export type EndpointEvent = Extract<
  FromAudioThread,
  {
    type:
      | 'played'
      | 'digitsSent'
      | 'digit'
      | 'fellSilent'
      | 'lossChanged'
      | 'reachedChanged'
      | 'textReceived'
      | 'textDropped';
  }
>;

export interface AudioEngineListeners {
  onEvent(endpoint: EndpointKey, event: EndpointEvent): void;
  /** The thread died: every endpoint and mix is gone. */
  onExit(): void;
}

export class AudioEngineClient {
  readonly #thread: AskedThread<ToAudioThread, FromAudioThread>;
  readonly #listeners: AudioEngineListeners;

  constructor(data: AudioThreadData, listeners: AudioEngineListeners, log: Log) {
    this.#listeners = listeners;
    this.#thread = new AskedThread(
      'audio',
      { url: new URL('./audioThread.ts', import.meta.url), data },
      { onMessage: (message) => this.#handle(message), onExit: () => listeners.onExit() },
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

  post(message: ToAudioThread): void {
    this.#thread.post(message);
  }

  /** @throws AudioUnavailable */
  async openEndpoint(endpoint: EndpointKey): Promise<LocalTransport> {
    const answer = await this.#thread.ask(endpoint, { type: 'openEndpoint', endpoint });
    if (answer?.type === 'endpointOpened') return answer.audio;
    // It may have been opened, but too late.
    this.post({ type: 'closeEndpoint', endpoint });
    throw new AudioUnavailable(answer?.type === 'endpointRefused' ? answer.reason : 'no answer');
  }

  /**
   * Of an endpoint that is open, once at a time.
   * @returns undefined when no port is left
   */
  async openText(endpoint: EndpointKey): Promise<LocalTransport | undefined> {
    const answer = await this.#thread.ask(textOf(endpoint), { type: 'openText', endpoint });
    return answer?.type === 'textOpened' ? answer.text : undefined;
  }

  /**
   * @returns the port of the loopback where the audio thread takes the meeting's audio.
   * @throws AudioUnavailable
   */
  async openMix(mix: MixKey): Promise<number> {
    const answer = await this.#thread.ask(mix, { type: 'openMix', mix });
    if (answer?.type === 'mixOpened') return answer.port;
    this.post({ type: 'closeMix', mix });
    throw new AudioUnavailable('no answer');
  }

  #handle(message: FromAudioThread): void {
    switch (message.type) {
      case 'endpointOpened':
      case 'endpointRefused':
        this.#thread.answered(message.endpoint, message);
        break;
      case 'textOpened':
      case 'textRefused':
        this.#thread.answered(textOf(message.endpoint), message);
        break;
      case 'mixOpened':
        this.#thread.answered(message.mix, message);
        break;
      case 'stopped':
        break;
      default:
        this.#listeners.onEvent(message.endpoint, message);
    }
  }
}

/** By which the question for its text is known, beside that for the endpoint. */
const textOf = (endpoint: EndpointKey) => `text of ${endpoint}`;
