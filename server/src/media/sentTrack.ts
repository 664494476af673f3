// A track that a participant sends.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { pipe } from './routerPipes.ts';
import { SubscribedLayers } from './subscribedLayers.ts';

export class SentTrack {
  readonly participantId: ParticipantId;
  readonly source: TrackSource;
  /** For `server/src/media/` only. */
  readonly producer: types.Producer;
  /** The same in a codec that every browser has, for those that cannot decode the first. */
  readonly #fallback: types.Producer | undefined;
  /** The router that it is sent to. */
  readonly router: MeetingRouter;
  /** Which layers its receivers want; undefined unless it is simulcast video. */
  readonly subscribedLayers: SubscribedLayers | undefined;
  /** Simulcast layers; 1 for audio. */
  readonly layerCount: number;
  #isSigned = false;
  readonly #onSigned = new Set<() => void>();
  /** Pipes to other routers of the meeting, of each producer. */
  readonly #pipes = new Map<types.Producer, Map<MeetingRouter, Promise<void>>>();

  /** @param subscribedLayersChanged how many layers, counted from the lowest, somebody wants. */
  constructor(
    participantId: ParticipantId,
    source: TrackSource,
    producer: types.Producer,
    router: MeetingRouter,
    subscribedLayersChanged: (layers: number) => void,
    fallback?: types.Producer,
  ) {
    this.participantId = participantId;
    this.source = source;
    this.producer = producer;
    this.router = router;
    this.#fallback = fallback;
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
    await this.#pipe(this.producer, router);
  }

  /**
   * Makes what a receiver can decode available on its router.
   *
   * @param rtpCapabilities of the receiver
   * @returns the id of the producer to consume, which it may still be unable to decode
   */
  async pipeDecodable(
    router: MeetingRouter,
    rtpCapabilities: types.RtpCapabilities,
  ): Promise<string> {
    const producer = this.#decodableBy(rtpCapabilities);
    await this.#pipe(producer, router);
    return producer.id;
  }

  /** The camera of somebody who signs: where bandwidth is scarce it goes before all other video. */
  get isSigned(): boolean {
    return this.#isSigned;
  }

  /** Does nothing but for a camera. */
  setSigned(isSigned: boolean): void {
    if (this.source !== 'camera' || isSigned === this.#isSigned) return;
    this.#isSigned = isSigned;
    for (const changed of this.#onSigned) changed();
  }

  /** @returns a function that ends it. */
  onSigned(changed: () => void): () => void {
    this.#onSigned.add(changed);
    return () => this.#onSigned.delete(changed);
  }

  async pause(): Promise<void> {
    await Promise.all([this.producer.pause(), this.#fallback?.pause()]);
  }

  async resume(): Promise<void> {
    await Promise.all([this.producer.resume(), this.#fallback?.resume()]);
  }

  close(): void {
    this.producer.close();
    this.#fallback?.close();
  }

  #decodableBy(rtpCapabilities: types.RtpCapabilities): types.Producer {
    const { id: producerId } = this.producer;
    if (this.#fallback === undefined) return this.producer;
    const isDecodable = this.router.router.canConsume({ producerId, rtpCapabilities });
    return isDecodable ? this.producer : this.#fallback;
  }

  async #pipe(producer: types.Producer, router: MeetingRouter): Promise<void> {
    if (router === this.router) return;
    const pipes = this.#pipes.get(producer) ?? new Map<MeetingRouter, Promise<void>>();
    this.#pipes.set(producer, pipes);
    let piping = pipes.get(router);
    if (piping === undefined) {
      piping = pipe(this.router, router, producer);
      pipes.set(router, piping);
      piping.catch(() => pipes.delete(router));
    }
    await piping;
  }
}
