// A track that a participant sends.
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
  /** The router that it is sent to. */
  readonly router: MeetingRouter;
  /** Which layers its receivers want; undefined unless it is simulcast video. */
  readonly subscribedLayers: SubscribedLayers | undefined;
  /** Simulcast layers; 1 for audio. */
  readonly layerCount: number;
  /** Pipes to other routers of the meeting. */
  readonly #pipes = new Map<MeetingRouter, Promise<void>>();

  /** @param subscribedLayersChanged how many layers, counted from the lowest, somebody wants. */
  constructor(
    participantId: ParticipantId,
    source: TrackSource,
    producer: types.Producer,
    router: MeetingRouter,
    subscribedLayersChanged: (layers: number) => void,
  ) {
    this.participantId = participantId;
    this.source = source;
    this.producer = producer;
    this.router = router;
    // Kept here: `producer.rtpParameters` copies everything at each access.
    this.layerCount = producer.rtpParameters.encodings?.length ?? 1;
    if (producer.kind === 'video' && this.layerCount > 1) {
      const layers = new SubscribedLayers(this.layerCount, subscribedLayersChanged);
      this.subscribedLayers = layers;
      producer.observer.once('close', () => layers.close());
    }
  }

  /** Muted or switched off by its sender: nothing is forwarded. */
  get isPaused(): boolean {
    return this.producer.paused;
  }

  get closed(): boolean {
    return this.producer.closed;
  }

  /**
   * Makes the track available on another router of the meeting under the same producer id, by one pipe for all
   * receivers there. The pipe closes with the track. Does nothing for the track's own router.
   */
  async pipeTo(router: MeetingRouter): Promise<void> {
    if (router === this.router) return;
    let piping = this.#pipes.get(router);
    if (piping === undefined) {
      piping = pipe(this.router.router, router.router, this.producer.id);
      this.#pipes.set(router, piping);
      piping.catch(() => this.#pipes.delete(router));
    }
    await piping;
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

/**
 * mediasoup pauses and resumes the far end of a pipe by itself and does not catch the rejection when that worker dies at
 * that moment, which would end this process (3.27, `Router.pipeToRouter`).
 */
async function pipe(from: types.Router, to: types.Router, producerId: string): Promise<void> {
  const { pipeProducer } = await from.pipeToRouter({ producerId, router: to });
  if (pipeProducer === undefined) return;
  const { pause, resume } = pipeProducer;
  pipeProducer.pause = () => pause.call(pipeProducer).catch(() => undefined);
  pipeProducer.resume = () => resume.call(pipeProducer).catch(() => undefined);
}
