// The main thread's end of the picture engine: opens endpoints and compositions in the picture thread, and passes on events.
import type { Log } from '../platform/log.ts';
import { AskedThread } from '../platform/askedThread.ts';
import type { CompositionKey, PictureEndpointKey } from './pictureKeys.ts';
import type {
  FromPictureThread,
  LocalPictures,
  PictureThreadData,
  ToPictureThread,
} from './pictureMessages.ts';

/** No picture for this call or meeting: the thread died or is stuck, or no port is left. */
export class PictureUnavailable extends Error {
  override name = 'PictureUnavailable';
}

export type PictureEndpointEvent = Extract<
  FromPictureThread,
  {
    type:
      | 'endpointFailed'
      | 'cameraChanged'
      | 'slidesTakenChanged'
      | 'slidesSharedChanged'
      | 'keyFrameNeeded'
      | 'reachedChanged';
  }
>;
type LoadEvent = Extract<FromPictureThread, { type: 'loadChanged' }>;

export interface PictureEngineListeners {
  onEvent(endpoint: PictureEndpointKey, event: PictureEndpointEvent): void;
  onLoadChanged(composition: CompositionKey, level: LoadEvent['level']): void;
  onSourceChanged(composition: CompositionKey, ssrc: number, isArriving: boolean): void;
  /** The thread died: every endpoint and composition is gone. */
  onExit(): void;
}

export class PictureEngineClient {
  readonly #thread: AskedThread<ToPictureThread, FromPictureThread>;
  readonly #listeners: PictureEngineListeners;
  readonly #log: Log;

  constructor(data: PictureThreadData, listeners: PictureEngineListeners, log: Log) {
    this.#listeners = listeners;
    this.#log = log;
    this.#thread = new AskedThread(
      'picture',
      { url: new URL('./pictureThread.ts', import.meta.url), data },
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

  post(message: ToPictureThread): void {
    this.#thread.post(message);
  }

  /** @param cname of the call's sound. @throws PictureUnavailable */
  async openEndpoint(endpoint: PictureEndpointKey, cname: string): Promise<LocalPictures> {
    const answer = await this.#thread.ask(endpoint, { type: 'openEndpoint', endpoint, cname });
    if (answer?.type === 'endpointOpened') return answer.local;
    // It may have been opened, but too late.
    this.post({ type: 'closeEndpoint', endpoint });
    throw new PictureUnavailable(answer?.type === 'endpointRefused' ? answer.reason : 'no answer');
  }

  /**
   * @returns the port of the loopback where the picture thread takes the meeting's VP8.
   * @throws PictureUnavailable
   */
  async openComposition(composition: CompositionKey): Promise<number> {
    const answer = await this.#thread.ask(composition, { type: 'openComposition', composition });
    if (answer?.type === 'compositionOpened') return answer.port;
    this.post({ type: 'closeComposition', composition });
    const reason = answer?.type === 'compositionRefused' ? answer.reason : 'no answer';
    throw new PictureUnavailable(reason);
  }

  #handle(message: FromPictureThread): void {
    switch (message.type) {
      case 'endpointOpened':
      case 'endpointRefused':
        this.#thread.answered(message.endpoint, message);
        break;
      case 'compositionOpened':
      case 'compositionRefused':
        this.#thread.answered(message.composition, message);
        break;
      case 'complained':
        this.#log.warn({ text: message.text }, 'a program for pictures complained');
        break;
      case 'loadChanged':
        this.#listeners.onLoadChanged(message.composition, message.level);
        break;
      case 'sourceChanged':
        this.#listeners.onSourceChanged(message.composition, message.ssrc, message.isArriving);
        break;
      case 'stopped':
        break;
      default:
        this.#listeners.onEvent(message.endpoint, message);
    }
  }
}
