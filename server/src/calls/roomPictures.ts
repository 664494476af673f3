// The pictures of all room systems: the picture thread, what is open in it, and how many rooms may have a picture.
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import { type PictureEndpointEvent, PictureEngineClient } from '../picture/pictureEngineClient.ts';
import type { CompositionKey, PictureEndpointKey } from '../picture/pictureKeys.ts';
import type { LoadLevel } from '../picture/loadLevel.ts';
import type { PictureThreadData } from '../picture/pictureMessages.ts';
import { CallPicture, type PictureState } from './callPicture.ts';
import { type CompositionListener, Compositions } from './compositions.ts';

export interface RoomPicturesDeps {
  thread: PictureThreadData;
  /** How many rooms have a picture at a time; the others have sound only. */
  maxRooms: number;
  log: Log;
}

export interface RoomPicturesListeners {
  onEvent(endpoint: PictureEndpointKey, event: PictureEndpointEvent): void;
  /** Asks the other end for a key frame by SIP INFO (RFC 5168). */
  requestKeyFrame(endpoint: PictureEndpointKey): void;
  onStateChanged(endpoint: PictureEndpointKey, state: PictureState): void;
}

export class RoomPictures {
  /** Of the meetings of this server. */
  readonly compositions: Compositions;
  readonly engine: PictureEngineClient;
  readonly #maxRooms: number;
  readonly #listeners: RoomPicturesListeners;
  readonly #log: Log;
  readonly #mayWarn = createLogThrottle();
  readonly #open = new Set<CallPicture>();
  /** Each knows its own. */
  readonly #told: CompositionListener[];

  constructor({ thread, maxRooms, log }: RoomPicturesDeps, listeners: RoomPicturesListeners) {
    this.#maxRooms = maxRooms;
    this.#listeners = listeners;
    this.#log = log;
    this.engine = new PictureEngineClient(
      thread,
      {
        onEvent: (endpoint, event) => listeners.onEvent(endpoint, event),
        onLoadChanged: (composition, level) => this.#loadChanged(composition, level),
        onSourceChanged: (composition, ssrc, isArriving) => {
          for (const one of this.#told) one.sourceChanged(composition, ssrc, isArriving);
        },
        // Their calls go on with sound alone.
        onExit: () => {
          for (const one of this.#told) one.forgetAll();
          for (const picture of this.#open) picture.engineDied();
        },
      },
      log,
    );
    this.compositions = new Compositions(this.engine, log);
    this.#told = [this.compositions];
  }

  /** Of compositions that meetings of other servers have opened here. */
  alsoTell(listener: CompositionListener): void {
    this.#told.push(listener);
  }

  start(): void {
    this.engine.start();
  }

  terminateForTest(): Promise<void> {
    return this.engine.terminateForTest();
  }

  stop(): Promise<void> {
    return this.engine.stop();
  }

  /**
   * A call that is not confirmed costs its sender one packet, and may be forged: it gives its place to the next.
   * @returns undefined when as many rooms as are allowed have one.
   */
  create(endpoint: PictureEndpointKey): CallPicture | undefined {
    if (this.#isFull) [...this.#open].find(({ isAgreed }) => !isAgreed)?.close();
    if (this.#isFull) {
      if (this.#mayWarn('SIP_MAX_ROOMS'))
        this.#log.warn({ maxRooms: this.#maxRooms }, 'a room gets sound only: SIP_MAX_ROOMS');
      return undefined;
    }
    const picture: CallPicture = new CallPicture(endpoint, {
      engine: this.engine,
      requestKeyFrame: () => this.#listeners.requestKeyFrame(endpoint),
      onClosed: () => this.#open.delete(picture),
      onStateChanged: (state) => this.#listeners.onStateChanged(endpoint, state),
      mayWarn: this.#mayWarn,
      log: this.#log,
    });
    this.#open.add(picture);
    return picture;
  }

  get #isFull(): boolean {
    return [...this.#open].filter(({ takesPlace }) => takesPlace).length >= this.#maxRooms;
  }

  #loadChanged(composition: CompositionKey, level: LoadLevel): void {
    const isBest = level === 'full';
    this.#log[isBest ? 'info' : 'warn']({ level }, 'the load of room pictures has changed');
    for (const one of this.#told) one.loadChanged(composition, level);
  }
}
