// The sending transport and its tracks: negotiated before the join, flowing after it.
import type { IceParameters } from '@distansmote/shared/signalling/rtp.ts';
import type { TrackOffer, TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { Device } from 'mediasoup-client';
import type { Producer, Transport, TransportOptions } from 'mediasoup-client/types';
import { encodingsOf } from './layers.ts';
import { statsOf } from './statsOf.ts';
import { listenTo, type TransportListeners } from './transportListeners.ts';

/** A negotiation blocks the page, so it waits until the first videos have appeared. */
const NEGOTIATE_LAYERS_AFTER_MS = 1_500;

export class Sending {
  readonly #transport: Transport;
  readonly #listeners: TransportListeners;
  readonly #producers = new Map<TrackSource, Producer>();
  /** How many simulcast layers anybody receives, counted from the lowest; all until it is known. */
  readonly #watchedLayers = new Map<TrackSource, number>();
  #flows = false;

  constructor(device: Device, options: TransportOptions, listeners: TransportListeners) {
    this.#listeners = listeners;
    this.#transport = device.createSendTransport(options);
    listenTo(this.#transport, listeners);
    // A participant has one track per source, so the source serves as the id.
    this.#transport.on('produce', ({ appData }, done) => done({ id: appData['source'] as string }));
  }

  producer(source: TrackSource): Producer | undefined {
    return this.#producers.get(source);
  }

  /** Negotiates the track. Nothing is sent until `resume`. */
  async add(source: TrackSource, mediaTrack: MediaStreamTrack, isPaused: boolean): Promise<void> {
    const producer = await this.#transport.produce({
      track: mediaTrack,
      encodings: encodingsOf(source, mediaTrack).map((encoding) => ({
        ...encoding,
        active: this.#flows,
      })),
      ...(source === 'screen' && { onRtpSender: keepResolution }),
      ...(mediaTrack.kind === 'audio' ? { codecOptions: { opusFec: true, opusDtx: true } } : {}),
      // Tracks belong to localMedia, which stops and mutes them. The build relies on both (client/build/libraryParts.ts).
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source },
    });
    this.#producers.set(source, producer);
    if (isPaused) producer.pause();
    // `resume` may have been called while the track was being negotiated.
    if (this.#flows) this.#setFlowing(producer);
  }

  /** Layers that nobody receives are not encoded. */
  setWatchedLayers(source: TrackSource, layers: number): void {
    this.#watchedLayers.set(source, layers);
    if (this.#flows) this.#negotiateLayers(source);
  }

  /** Stops sending that source. */
  remove(source: TrackSource): void {
    this.#producers.get(source)?.close();
    this.#producers.delete(source);
    this.#watchedLayers.delete(source);
  }

  /** The offer of a track for the server; undefined if none of that source has been added. */
  offer(source: TrackSource): TrackOffer | undefined {
    const producer = this.#producers.get(source);
    return producer === undefined ? undefined : offerOf(producer, source);
  }

  get offers(): TrackOffer[] {
    return [...this.#producers].map(([source, producer]) => offerOf(producer, source));
  }

  resume(): void {
    this.#flows = true;
    // After whatever the join's reply starts: the others' videos come first.
    setTimeout(() => {
      for (const producer of this.#producers.values()) this.#setFlowing(producer);
    });
    setTimeout(() => {
      for (const source of this.#producers.keys()) this.#negotiateLayers(source);
    }, NEGOTIATE_LAYERS_AFTER_MS);
  }

  #setFlowing(producer: Producer): void {
    setFlowing(producer.rtpSender).catch(() => {
      // Otherwise nobody would see or hear this person, without any sign of it.
      if (!producer.closed) this.#listeners.failed();
    });
  }

  /**
   * Through mediasoup-client, which also keeps it in its SDP: there the layers of a track that was negotiated
   * before the join are paused (`~`, RFC 8853 §5.2), and each later negotiation would pause them again.
   */
  #negotiateLayers(source: TrackSource): void {
    const producer = this.#producers.get(source);
    const count = producer?.rtpParameters.encodings?.length ?? 1;
    if (producer === undefined || producer.closed || count < 2) return;
    const layers = this.#watchedLayers.get(source) ?? count;
    producer.setMaxSpatialLayer(layers - 1).catch(() => undefined);
  }

  stats(): Promise<RTCStatsReport> {
    return statsOf(this.#transport);
  }

  get state(): RTCPeerConnectionState {
    return this.#transport.connectionState;
  }

  restartIce(iceParameters: IceParameters): Promise<void> {
    return this.#transport.restartIce({ iceParameters });
  }

  close(): void {
    this.#transport.close();
  }
}

/**
 * Not with mediasoup-client's `setRtpEncodingParameters`, which renegotiates and blocks the page
 * just when the first videos appear.
 */
async function setFlowing(rtpSender: RTCRtpSender | undefined): Promise<void> {
  const parameters = rtpSender?.getParameters();
  if (rtpSender === undefined || parameters === undefined) return;
  for (const encoding of parameters.encodings) encoding.active = true;
  await rtpSender.setParameters(parameters);
}

/** With little bandwidth a shared text gets a lower frame rate, not a lower resolution (W3C mst-content-hint). */
function keepResolution(rtpSender: RTCRtpSender): void {
  const parameters: RTCRtpSendParameters = rtpSender.getParameters();
  rtpSender
    .setParameters({ ...parameters, degradationPreference: 'maintain-resolution' })
    .catch(() => undefined);
}

function offerOf(producer: Producer, source: TrackSource): TrackOffer {
  const { encodings, ...rest } = producer.rtpParameters;
  const rtpParameters = {
    ...rest,
    encodings: encodings?.map(({ active: _inactive, ...encoding }) => encoding),
  } as TrackOffer['rtpParameters'];
  return { source, rtpParameters, isPaused: producer.paused };
}
