// Somebody else's track on its way to one participant: it flows while it is ready, allowed, and looked at.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from './sentTrack.ts';
import { layersFor } from './subscribedLayers.ts';

/** Where the way to a participant is narrow, the larger picture has its layers first (mediasoup: 1 to 255). */
const PRIORITY: Record<VideoSize, number> = { none: 1, small: 10, medium: 50, large: 100 };
/** Of the same size a shared screen goes first, then whoever is speaking. */
const SCREEN_PRIORITY = 100;
const SPEAKER_PRIORITY = 50;

export class ReceivedTrack {
  readonly consumer: types.Consumer;
  readonly #track: SentTrack;
  readonly #receiverId: ParticipantId;
  #size: VideoSize;
  #isSizeKnown = false;
  #isReady = false;
  #mayFlow: boolean;
  #isSoon: boolean;
  #isSpeaking = false;
  #isHeard: boolean;
  #flows = false;

  /**
   * @param size until the page has said how large it shows the picture, or `setUsualSize` says otherwise.
   * @param isSoon its receiver may join any moment: encoders need a while for another layer, and whoever joins would
   * wait for it.
   */
  constructor(
    consumer: types.Consumer,
    track: SentTrack,
    receiverId: ParticipantId,
    {
      size,
      mayFlow,
      isSoon,
      isHeard,
    }: { size: VideoSize; mayFlow: boolean; isSoon: boolean; isHeard: boolean },
  ) {
    this.consumer = consumer;
    this.#track = track;
    this.#receiverId = receiverId;
    this.#size = size;
    this.#mayFlow = mayFlow;
    this.#isSoon = isSoon;
    this.#isHeard = isHeard;
    consumer.observer.once('close', () => track.subscribedLayers?.set(receiverId, 0));
  }

  /** The browser can receive it now. */
  setReady(): void {
    this.#isReady = true;
    this.#update();
  }

  /** Its receiver lets the join wait: layers that nobody else looks at need not be sent. */
  deferJoin(): void {
    this.#isSoon = false;
    this.#update();
  }

  /** Its receiver has joined. */
  resume(): void {
    this.#mayFlow = true;
    this.#update();
  }

  get senderId(): ParticipantId {
    return this.#track.participantId;
  }

  get source(): TrackSource {
    return this.#track.source;
  }

  /** Until the page has said it. */
  setDefaultSize(size: VideoSize): void {
    if (!this.#isSizeKnown) this.#changeSize(size);
  }

  /** As the page has measured it. */
  setSize(size: VideoSize): void {
    this.#isSizeKnown = true;
    this.#changeSize(size);
  }

  #changeSize(size: VideoSize): void {
    if (size === this.#size || this.consumer.kind !== 'video') return;
    this.#size = size;
    const flowed = this.#flows;
    this.#update();
    if (flowed && this.#flows) this.#choose();
  }

  setSpeaking(isSpeaking: boolean): void {
    if (isSpeaking === this.#isSpeaking || this.consumer.kind !== 'video') return;
    this.#isSpeaking = isSpeaking;
    if (this.#flows) this.#rank();
  }

  /** Of a voice: whether it is among the loudest few. */
  setAudible(isHeard: boolean): void {
    this.#isHeard = isHeard;
    this.#update();
  }

  /** Not waited for: the media itself tells when it has happened; a closed consumer is no fault. */
  #update(): void {
    const { closed } = this.consumer;
    if (closed) return;
    const isWanted = this.consumer.kind === 'video' ? this.#size !== 'none' : this.#isHeard;
    const isAwaited = this.#isReady && isWanted && (this.#mayFlow || this.#isSoon);
    const flows = isAwaited && this.#mayFlow;
    const { subscribedLayers: watched, layerCount } = this.#track;
    watched?.set(this.#receiverId, isAwaited ? layersFor(this.#size, layerCount) : 0);
    if (flows === this.#flows) return;
    this.#flows = flows;
    if (flows && this.consumer.kind === 'video') this.#choose();
    const change = flows ? this.consumer.resume() : this.consumer.pause();
    change.catch(() => undefined);
  }

  #choose(): void {
    this.#rank();
    // One that has a single layer has nothing to choose from.
    if (this.consumer.type === 'simple') return;
    const layers = layersFor(this.#size, this.#track.layerCount);
    this.consumer
      .setPreferredLayers({
        spatialLayer: layers - 1,
        // Of a screen that has one size: its pictures more seldom.
        ...(this.#track.layerCount === 1 && this.#size === 'small' && { temporalLayer: 0 }),
      })
      .catch(() => undefined);
  }

  #rank(): void {
    const priority =
      PRIORITY[this.#size] +
      (this.#track.source === 'screen' ? SCREEN_PRIORITY : 0) +
      (this.#isSpeaking ? SPEAKER_PRIORITY : 0);
    this.consumer.setPriority(priority).catch(() => undefined);
  }
}
