// Somebody else's track on its way to one participant: forwarded once ready, joined, and seen or heard.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from './sentTrack.ts';
import { layersFor } from './subscribedLayers.ts';

/** mediasoup gives layers to the consumer with the highest priority first, 1 to 255: larger videos before smaller. */
const PRIORITY: Record<VideoSize, number> = { none: 1, small: 10, medium: 50, large: 100 };
/** Who signs speaks by their picture: it gets what there is before all other video. Sound is not among these: it always passes. */
const SIGNED_PRIORITY = 255;
/** Among videos of one size: screens first, then active speakers. */
const SCREEN_PRIORITY = 100;
const SPEAKER_PRIORITY = 50;

interface ReceivedTrackState {
  /** Until the page reports a size, or `setDefaultSize` changes it. */
  size: VideoSize;
  hasJoined: boolean;
  /**
   * The receiver may join at any moment. Its layers are subscribed to already, because an encoder takes a while to start
   * another layer, and the join would wait for it.
   */
  joinExpected: boolean;
  isAudible: boolean;
}

export class ReceivedTrack {
  readonly consumer: types.Consumer;
  readonly #track: SentTrack;
  readonly #receiverId: ParticipantId;
  #size: VideoSize;
  #isSizeReported = false;
  #isReady = false;
  #hasJoined: boolean;
  #joinExpected: boolean;
  #isSpeaking = false;
  #isAudible: boolean;
  #isForwarded = false;

  /** @param consumer paused. */
  constructor(
    consumer: types.Consumer,
    track: SentTrack,
    receiverId: ParticipantId,
    { size, hasJoined, joinExpected, isAudible }: ReceivedTrackState,
  ) {
    this.consumer = consumer;
    this.#track = track;
    this.#receiverId = receiverId;
    this.#size = size;
    this.#hasJoined = hasJoined;
    this.#joinExpected = joinExpected;
    this.#isAudible = isAudible;
    const forget = track.onSigned(() => {
      if (this.#isForwarded) this.#prioritize();
    });
    consumer.observer.once('close', () => {
      forget();
      track.subscribedLayers?.set(receiverId, 0);
    });
  }

  get senderId(): ParticipantId {
    return this.#track.participantId;
  }

  get source(): TrackSource {
    return this.#track.source;
  }

  /** The picture of somebody who signs. */
  get isSigned(): boolean {
    return this.#track.isSigned;
  }

  /** The browser can receive the track. */
  setReady(): void {
    this.#isReady = true;
    this.#update();
  }

  /** The receiver is not joining soon: layers that nobody else wants need not be sent. */
  deferJoin(): void {
    this.#joinExpected = false;
    this.#update();
  }

  /** The receiver has joined. */
  resume(): void {
    this.#hasJoined = true;
    this.#update();
  }

  /** Applies until the page reports a size. */
  setDefaultSize(size: VideoSize): void {
    if (!this.#isSizeReported) this.#changeSize(size);
  }

  /** As the page shows it. */
  setSize(size: VideoSize): void {
    this.#isSizeReported = true;
    this.#changeSize(size);
  }

  #changeSize(size: VideoSize): void {
    if (size === this.#size || this.consumer.kind !== 'video') return;
    this.#size = size;
    const wasForwarded = this.#isForwarded;
    this.#update();
    if (wasForwarded && this.#isForwarded) this.#selectLayers();
  }

  setSpeaking(isSpeaking: boolean): void {
    if (isSpeaking === this.#isSpeaking || this.consumer.kind !== 'video') return;
    this.#isSpeaking = isSpeaking;
    if (this.#isForwarded) this.#prioritize();
  }

  /** For audio: whether it is forwarded at all. */
  setAudible(isAudible: boolean): void {
    this.#isAudible = isAudible;
    this.#update();
  }

  /** mediasoup's promises are not awaited: its events report what happened, and a closed consumer is no error. */
  #update(): void {
    if (this.consumer.closed) return;
    const isWanted = this.consumer.kind === 'video' ? this.#size !== 'none' : this.#isAudible;
    const isSubscribed = this.#isReady && isWanted && (this.#hasJoined || this.#joinExpected);
    const isForwarded = isSubscribed && this.#hasJoined;
    const { subscribedLayers, layerCount } = this.#track;
    const layers = isSubscribed ? layersFor(this.#size, layerCount) : 0;
    subscribedLayers?.set(this.#receiverId, layers);
    if (isForwarded === this.#isForwarded) return;
    this.#isForwarded = isForwarded;
    if (isForwarded && this.consumer.kind === 'video') this.#selectLayers();
    const change = isForwarded ? this.consumer.resume() : this.consumer.pause();
    change.catch(() => undefined);
  }

  #selectLayers(): void {
    this.#prioritize();
    // A simple consumer has a single layer.
    if (this.consumer.type === 'simple') return;
    const layers = layersFor(this.#size, this.#track.layerCount);
    this.consumer
      .setPreferredLayers({
        spatialLayer: layers - 1,
        // A screen has one spatial layer: shown small, it gets a lower frame rate.
        ...(this.#track.layerCount === 1 && this.#size === 'small' && { temporalLayer: 0 }),
      })
      .catch(() => undefined);
  }

  #prioritize(): void {
    const priority =
      PRIORITY[this.#size] +
      (this.#track.source === 'screen' ? SCREEN_PRIORITY : 0) +
      (this.#isSpeaking ? SPEAKER_PRIORITY : 0);
    this.consumer
      .setPriority(this.#track.isSigned ? SIGNED_PRIORITY : priority)
      .catch(() => undefined);
  }
}
