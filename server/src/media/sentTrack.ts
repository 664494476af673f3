// One track that a participant sends, as the rest of the server sees it.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { SubscribedLayers } from './subscribedLayers.ts';

export class SentTrack {
  readonly participantId: ParticipantId;
  readonly source: TrackSource;
  /** For `server/src/media/` only. */
  readonly producer: types.Producer;
  /** Where it is sent to. */
  readonly router: MeetingRouter;
  /** Of a picture: who looks at how many of its layers. */
  readonly subscribedLayers: SubscribedLayers | undefined;
  /** How many sizes of the picture are sent (simulcast); one of a sound. */
  readonly layerCount: number;

  /** @param subscribedLayersChanged how many of a picture's layers, the lowest first, anybody looks at. */
  constructor(
    participantId: ParticipantId,
    source: TrackSource,
    producer: types.Producer,
    place: MeetingRouter,
    subscribedLayersChanged: (layers: number) => void,
  ) {
    this.participantId = participantId;
    this.source = source;
    this.producer = producer;
    this.router = place;
    // Kept: mediasoup copies all the parameters at each reading.
    this.layerCount = producer.rtpParameters.encodings?.length ?? 1;
    if (producer.kind === 'video' && this.layerCount > 1) {
      const watched = new SubscribedLayers(this.layerCount, subscribedLayersChanged);
      this.subscribedLayers = watched;
      producer.observer.once('close', () => watched.close());
    }
  }

  /** Muted or switched off by its sender: nothing of it is forwarded. */
  get isPaused(): boolean {
    return this.producer.paused;
  }

  get closed(): boolean {
    return this.producer.closed;
  }

  async pause(): Promise<void> {
    await this.producer.pause();
  }

  async resume(): Promise<void> {
    await this.producer.resume();
  }

  close(): void {
    this.producer.close();
  }
}
