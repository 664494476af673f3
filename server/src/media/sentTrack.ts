// One track that a participant sends, as the rest of the server sees it.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';

export class SentTrack {
  readonly participantId: ParticipantId;
  readonly source: TrackSource;
  /** For `server/src/media/` only. */
  readonly producer: types.Producer;

  constructor(participantId: ParticipantId, source: TrackSource, producer: types.Producer) {
    this.participantId = participantId;
    this.source = source;
    this.producer = producer;
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
