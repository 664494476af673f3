// The picture of one room system's line: its ports, what was agreed with the room, and what the picture thread tells of it.
import type { PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import {
  type PictureEndpointEvent,
  type PictureEngineClient,
  PictureUnavailable,
} from '../picture/pictureEngineClient.ts';
import type { PictureEndpointKey } from '../picture/pictureKeys.ts';
import type { LocalPictures } from '../picture/pictureMessages.ts';
import type { Card } from '../picture/scene.ts';
import type { Log } from '../platform/log.ts';
import type { AgreedBfcp, AgreedVideo } from '../rtp/agreedMedia.ts';

export interface CallPictureDeps {
  engine: PictureEngineClient;
  /** Asks the other end for a key frame by SIP INFO (RFC 5168). */
  requestKeyFrame(): void;
  /** Called once. */
  onClosed(): void;
  onStateChanged(state: PictureState): void;
  /** For what each INVITE may cause. */
  mayWarn(kind: string): boolean;
  log: Log;
}

/** All that a meeting needs to know of a room's picture line. */
export interface PictureState {
  /** Why the room has no picture; undefined while it may have one. */
  readonly limit: Extract<PictureLimit, 'failed' | 'tooManyRooms'> | undefined;
  /** False while the room holds, or has switched its picture off. */
  readonly isSeeing: boolean;
  /** Whether our picture reaches the room, by its RTCP. */
  readonly isReached: boolean;
  /** Whether pictures of its camera go to the meeting. */
  readonly isSending: boolean;
  /** Whether the room sees a shared screen in a picture of its own. */
  readonly takesSlides: boolean;
  /** Whether the room shows something by its line for slides. */
  readonly isSharing: boolean;
}

export class CallPicture {
  readonly #endpoint: PictureEndpointKey;
  readonly #deps: CallPictureDeps;
  #state: PictureState = {
    limit: undefined,
    isSeeing: false,
    isReached: true,
    isSending: false,
    takesSlides: false,
    isSharing: false,
  };
  #isAgreed = false;
  #hasVideo = false;
  #isClosed = false;

  constructor(endpoint: PictureEndpointKey, deps: CallPictureDeps) {
    this.#endpoint = endpoint;
    this.#deps = deps;
  }

  get state(): PictureState {
    return this.#state;
  }

  /** Opens its ports. @returns undefined where that fails: the call goes on with sound alone. */
  async open(): Promise<LocalPictures | undefined> {
    try {
      // As the call's sound, which has the same key.
      return await this.#deps.engine.openEndpoint(this.#endpoint, this.#endpoint);
    } catch (error) {
      if (!(error instanceof PictureUnavailable)) throw error;
      if (this.#deps.mayWarn(error.message))
        this.#deps.log.error({ reason: error.message }, 'a room is answered without a picture');
      this.#change({ limit: 'failed' });
      return undefined;
    }
  }

  /**
   * @param video undefined while the room has switched it off, or where it was refused
   * @param slides the same of its line for slides, whose floor control is `floorControl`
   */
  agree(
    video: AgreedVideo | undefined,
    slides: AgreedVideo | undefined,
    floorControl: AgreedBfcp | undefined,
  ): void {
    this.#isAgreed = true;
    const endpoint = this.#endpoint;
    this.#hasVideo = video !== undefined;
    this.#deps.engine.post({ type: 'agree', endpoint, video });
    this.#deps.engine.post({ type: 'agreeSlides', endpoint, slides, floorControl });
    this.#change({ isSeeing: video?.isHearing === true });
  }

  /** Whether the caller is known to be real: media is agreed on with the ACK. */
  get isAgreed(): boolean {
    return this.#isAgreed;
  }

  /** Whether pictures of its camera arrive; only known in a meeting. */
  get isSending(): boolean {
    return this.#state.isSending;
  }

  /** Whether it counts towards `SIP_MAX_ROOMS`: not where there is no picture, whatever the reason. */
  get takesPlace(): boolean {
    return this.#state.limit === undefined && (this.#hasVideo || !this.#isAgreed);
  }

  /** Shown until the call is in a meeting. */
  showCard(card: Card): void {
    this.#deps.engine.post({ type: 'showCard', endpoint: this.#endpoint, card });
  }

  /** The other end asked for a key frame by SIP INFO. */
  sendKeyFrame(): void {
    this.#deps.engine.post({ type: 'sendKeyFrame', endpoint: this.#endpoint });
  }

  /** Of the picture thread. */
  pictureEvent(event: PictureEndpointEvent): void {
    switch (event.type) {
      case 'endpointFailed':
        this.#deps.log.error({ reason: event.reason }, 'a room goes on without a picture');
        this.#endpointGone();
        break;
      case 'cameraChanged':
        this.#change({ isSending: event.isSending });
        break;
      case 'slidesTakenChanged':
        this.#change({ takesSlides: event.isTaken });
        break;
      case 'slidesSharedChanged':
        this.#change({ isSharing: event.isSharing });
        break;
      case 'keyFrameNeeded':
        this.#deps.requestKeyFrame();
        break;
      case 'reachedChanged':
        this.#change({ isReached: event.isReached });
        break;
    }
  }

  /** The picture thread has died, and the endpoint with it. */
  engineDied(): void {
    this.#endpointGone();
  }

  /** The call is over, or gives its place to another while it is unconfirmed. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#deps.engine.post({ type: 'closeEndpoint', endpoint: this.#endpoint });
    this.#deps.onClosed();
    this.#change({ limit: this.#state.limit ?? 'tooManyRooms' });
  }

  /** The call goes on with sound alone. */
  #endpointGone(): void {
    this.#change({ limit: 'failed', isSending: false, isSharing: false });
  }

  #change(changed: Partial<PictureState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#deps.onStateChanged(this.#state);
  }
}
