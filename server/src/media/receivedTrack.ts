// Somebody else's track on its way to one participant: it flows while it is ready, allowed, and looked at.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { PictureSize } from '@distansmote/shared/signalling/pictureSize.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from './sentTrack.ts';
import { layersFor } from './watchedLayers.ts';

/** Where the way to a participant is narrow, the larger picture has its layers first (mediasoup: 1 to 255). */
const PRIORITY: Record<PictureSize, number> = { none: 1, small: 10, medium: 50, large: 100 };
/** Of the same size a shared screen goes first, then whoever is speaking. */
const SCREEN_PRIORITY = 100;
const SPEAKER_PRIORITY = 50;

export class ReceivedTrack {
  readonly consumer: types.Consumer;
  readonly #track: SentTrack;
  readonly #receiverId: ParticipantId;
  #size: PictureSize;
  #isReady = false;
  #mayFlow: boolean;
  #isSpeaking = false;
  #isHeard: boolean;
  #flows = false;

  /** @param size until the page has said how large it shows the picture. */
  constructor(
    consumer: types.Consumer,
    track: SentTrack,
    receiverId: ParticipantId,
    { size, mayFlow, isHeard }: { size: PictureSize; mayFlow: boolean; isHeard: boolean },
  ) {
    this.consumer = consumer;
    this.#track = track;
    this.#receiverId = receiverId;
    this.#size = size;
    this.#mayFlow = mayFlow;
    this.#isHeard = isHeard;
    consumer.observer.once('close', () => track.watched?.set(receiverId, 0));
  }

  /** The browser can receive it now. */
  setReady(): void {
    this.#isReady = true;
    this.#update();
  }

  /** Its receiver has joined. */
  letFlow(): void {
    this.#mayFlow = true;
    this.#update();
  }

  get senderId(): ParticipantId {
    return this.#track.participantId;
  }

  get source(): TrackSource {
    return this.#track.source;
  }

  setSize(size: PictureSize): void {
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
  setHeard(isHeard: boolean): void {
    this.#isHeard = isHeard;
    this.#update();
  }

  /** Not waited for: the media itself tells when it has happened; a closed consumer is no fault. */
  #update(): void {
    const { closed } = this.consumer;
    if (closed) return;
    const isWanted = this.consumer.kind === 'video' ? this.#size !== 'none' : this.#isHeard;
    const flows = this.#isReady && this.#mayFlow && isWanted;
    const { watched, layerCount } = this.#track;
    watched?.set(this.#receiverId, flows ? layersFor(this.#size, layerCount) : 0);
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
