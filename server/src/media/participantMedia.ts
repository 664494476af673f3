// One browser's media in a meeting: two WebRTC transports, the tracks it sends and those it receives.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  DtlsParameters,
  RtpCapabilities,
  TransportDescription,
} from '@distansmote/shared/signalling/rtp.ts';
import type {
  ReceivableTrack,
  TrackOffer,
  TrackSource,
} from '@distansmote/shared/signalling/shapes.ts';
import { SentTrack } from './sentTrack.ts';

/** mediasoup would not have what a client sent; the message is for the log only. */
export class MediaRefused extends Error {
  override name = 'MediaRefused';
}

const keyOf = (participantId: ParticipantId, source: TrackSource) => `${participantId}/${source}`;

export class ParticipantMedia {
  readonly participantId: ParticipantId;
  readonly #router: types.Router;
  readonly #rtpCapabilities: types.RtpCapabilities;
  readonly #send: types.WebRtcTransport;
  readonly #receive: types.WebRtcTransport;
  readonly #sent = new Map<TrackSource, SentTrack>();
  readonly #received = new Map<string, types.Consumer>();
  /** What the client can receive already; it flows once `mayFlow`. */
  readonly #ready = new Set<string>();
  readonly #connected = new Set<'send' | 'receive'>();
  #mayFlow = false;

  constructor(
    participantId: ParticipantId,
    router: types.Router,
    rtpCapabilities: RtpCapabilities,
    send: types.WebRtcTransport,
    receive: types.WebRtcTransport,
  ) {
    this.participantId = participantId;
    this.#router = router;
    this.#rtpCapabilities = rtpCapabilities;
    this.#send = send;
    this.#receive = receive;
  }

  describeTransports(): {
    sendTransport: TransportDescription;
    receiveTransport: TransportDescription;
  } {
    return { sendTransport: describe(this.#send), receiveTransport: describe(this.#receive) };
  }

  hasConnected(direction: 'send' | 'receive'): boolean {
    return this.#connected.has(direction);
  }

  /** @throws MediaRefused when the fingerprints are unusable or the transport is connected already. */
  async connect(direction: 'send' | 'receive', dtlsParameters: DtlsParameters): Promise<void> {
    const transport = direction === 'send' ? this.#send : this.#receive;
    await orRefused(transport.connect({ dtlsParameters }));
    this.#connected.add(direction);
  }

  /** The tracks that this participant sends now. */
  get sentTracks(): Iterable<SentTrack> {
    return this.#sent.values();
  }

  sentTrack(source: TrackSource): SentTrack | undefined {
    return this.#sent.get(source);
  }

  /** @throws MediaRefused when mediasoup will not have the RTP parameters. */
  async send(offer: TrackOffer): Promise<SentTrack> {
    const kind = offer.source === 'camera' || offer.source === 'screen' ? 'video' : 'audio';
    // mediasoup does not compare them itself.
    if (
      offer.rtpParameters.codecs.some(
        (codec) => !codec.mimeType.toLowerCase().startsWith(`${kind}/`),
      )
    ) {
      throw new MediaRefused(`${offer.source} must be ${kind}`);
    }
    const producer = await orRefused(
      this.#send.produce({
        kind,
        rtpParameters: offer.rtpParameters,
        paused: offer.isPaused,
      }),
    );
    const track = new SentTrack(this.participantId, offer.source, producer);
    this.#sent.set(offer.source, track);
    producer.observer.once('close', () => this.#sent.delete(offer.source));
    return track;
  }

  /**
   * Makes somebody else's track receivable. Undefined when this browser cannot decode it, or when
   * either end went away meanwhile.
   */
  async receive(track: SentTrack): Promise<ReceivableTrack | undefined> {
    const producerId = track.producer.id;
    if (!this.#router.canConsume({ producerId, rtpCapabilities: this.#rtpCapabilities }))
      return undefined;
    let consumer: types.Consumer;
    try {
      // Paused: a key frame sent before the browser has applied its SDP would be lost, and the
      // encoder and mediasoup would not give another for a second (docs/decisions/0004).
      consumer = await this.#receive.consume({
        producerId,
        rtpCapabilities: this.#rtpCapabilities,
        paused: true,
      });
    } catch (error) {
      if (track.producer.closed || this.#receive.closed) return undefined;
      throw error;
    }
    const key = keyOf(track.participantId, track.source);
    this.#received.set(key, consumer);
    consumer.observer.once('close', () => {
      if (this.#received.get(key) !== consumer) return;
      this.#received.delete(key);
      this.#ready.delete(key);
    });
    return {
      participantId: track.participantId,
      source: track.source,
      isPaused: track.isPaused,
      rtpParameters: consumer.rtpParameters as ReceivableTrack['rtpParameters'],
    };
  }

  /** The browser can receive the track now; one that is not there is passed over. */
  setReady(participantId: ParticipantId, source: TrackSource): void {
    const key = keyOf(participantId, source);
    const consumer = this.#received.get(key);
    if (consumer === undefined) return;
    this.#ready.add(key);
    if (this.#mayFlow) resume(consumer);
  }

  /** From now on, what the browser is ready for flows to it. */
  letFlow(): void {
    this.#mayFlow = true;
    for (const key of this.#ready) {
      const consumer = this.#received.get(key);
      if (consumer !== undefined) resume(consumer);
    }
  }

  /** Closes both transports, and with them every track, also at those who receive them. */
  close(): void {
    this.#send.close();
    this.#receive.close();
  }
}

/** Not waited for: the media itself tells when it has happened; a closed consumer is no fault. */
function resume(consumer: types.Consumer): void {
  consumer.resume().catch(() => undefined);
}

function describe(transport: types.WebRtcTransport): TransportDescription {
  return {
    id: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: transport.iceCandidates,
    dtlsParameters: transport.dtlsParameters,
  };
}

async function orRefused<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw new MediaRefused(error instanceof Error ? error.message : String(error));
  }
}
