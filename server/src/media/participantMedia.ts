// A browser's media in a meeting: two WebRTC transports, the tracks it sends and the tracks it receives.
import { errors, type types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  DtlsParameters,
  IceParameters,
  RtpCapabilities,
  TransportDescription,
} from '@distansmote/shared/signalling/rtp.ts';
import type {
  ConnectionQuality,
  ReceivableTrack,
  TrackOffer,
  TrackSource,
} from '@distansmote/shared/signalling/shapes.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import { ConnectionQualityMonitor } from './connectionQuality.ts';
import { type DecodableCodecs, decodableCodecs } from './decodableCodecs.ts';
import { MediaRefused } from './mediaRefused.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { ReceivedTracks } from './receivedTracks.ts';
import { SentTrack } from './sentTrack.ts';
import { checkTrackOffer } from './trackOffer.ts';
import { isChannelBroken } from './workerChannel.ts';

export interface ParticipantMediaCallbacks {
  /** How many layers of this participant's video, counted from the lowest, somebody wants. */
  subscribedLayersChanged(track: SentTrack, layers: number): void;
  connectionChanged(quality: ConnectionQuality): void;
  /** Whether that participant's microphone is forwarded, or suppressed because others are louder. */
  isForwarded(participantId: ParticipantId): boolean;
}

const mayWarn = createLogThrottle();

/** Without mediasoup's message, which quotes what a client sent. */
function warnOfUnreceivable(log: Log, error: unknown, source: TrackSource): void {
  if (!mayWarn(source)) return;
  const type = error instanceof Error ? error.name : typeof error;
  log.warn({ type, source }, 'creating a consumer failed');
}

export class ParticipantMedia {
  readonly participantId: ParticipantId;
  readonly received: ReceivedTracks;
  readonly #router: MeetingRouter;
  readonly #decodable: DecodableCodecs;
  readonly #send: types.WebRtcTransport;
  readonly #receive: types.WebRtcTransport;
  readonly #sent = new Map<TrackSource, SentTrack>();
  readonly #connected = new Set<'send' | 'receive'>();
  readonly #callbacks: ParticipantMediaCallbacks;
  readonly #quality: ConnectionQualityMonitor;

  constructor(
    participantId: ParticipantId,
    router: MeetingRouter,
    rtpCapabilities: RtpCapabilities,
    send: types.WebRtcTransport,
    receive: types.WebRtcTransport,
    callbacks: ParticipantMediaCallbacks,
  ) {
    this.participantId = participantId;
    this.received = new ReceivedTracks(participantId, receive, callbacks.isForwarded);
    this.#router = router;
    this.#decodable = decodableCodecs(rtpCapabilities);
    this.#send = send;
    this.#receive = receive;
    this.#callbacks = callbacks;
    this.#quality = new ConnectionQualityMonitor((quality) => {
      this.received.setLineBad(quality === 'poor' || quality === 'lost');
      callbacks.connectionChanged(quality);
    });
    this.#quality.watchTransport(send);
  }

  get connectionQuality(): ConnectionQuality {
    return this.#quality.quality;
  }

  describeTransports(): {
    sendTransport: TransportDescription;
    receiveTransport: TransportDescription;
  } {
    return { sendTransport: describe(this.#send), receiveTransport: describe(this.#receive) };
  }

  /** Whether either transport still has ICE consent (RFC 7675) and DTLS. */
  get isConnected(): boolean {
    return [this.#send, this.#receive].some(
      ({ iceState, dtlsState }) =>
        (iceState === 'connected' || iceState === 'completed') && dtlsState === 'connected',
    );
  }

  hasConnected(direction: 'send' | 'receive'): boolean {
    return this.#connected.has(direction);
  }

  /** @throws MediaRefused when the fingerprints are unusable or the transport is connected already. */
  async connect(direction: 'send' | 'receive', dtlsParameters: DtlsParameters): Promise<void> {
    const transport = direction === 'send' ? this.#send : this.#receive;
    await this.#orRefused(transport.connect({ dtlsParameters }));
    this.#connected.add(direction);
  }

  /** @throws MediaRefused when the transports are gone. */
  async restartIce(): Promise<{ send: IceParameters; receive: IceParameters }> {
    const [send, receive] = await this.#orRefused(
      Promise.all([this.#send.restartIce(), this.#receive.restartIce()]),
    );
    return { send, receive };
  }

  /** The tracks that this participant is sending. */
  get sentTracks(): Iterable<SentTrack> {
    return this.#sent.values();
  }

  sentTrack(source: TrackSource): SentTrack | undefined {
    return this.#sent.get(source);
  }

  /** @throws MediaRefused when mediasoup rejects the RTP parameters. */
  async send(offer: TrackOffer): Promise<SentTrack> {
    const kind = checkTrackOffer(offer);
    const { source, rtpParameters, isPaused: paused } = offer;
    const producer = await this.#orRefused(this.#send.produce({ kind, rtpParameters, paused }));
    // If the transport closed meanwhile, mediasoup leaves the new producer open for ever.
    if (this.#send.closed) {
      producer.close();
      throw new MediaRefused('the transport is gone');
    }
    const track = new SentTrack(this.participantId, source, producer, this.#router, (layers) =>
      this.#callbacks.subscribedLayersChanged(track, layers),
    );
    this.#sent.set(source, track);
    this.#quality.watchProducer(producer);
    producer.observer.once('close', () => this.#sent.delete(source));
    return track;
  }

  /**
   * Makes somebody else's track receivable. Undefined when this browser cannot decode it, when either end has gone, or
   * when mediasoup refuses: one bad track must not keep a newcomer out.
   */
  async receive(track: SentTrack): Promise<ReceivableTrack | undefined> {
    const consumer = await this.#consume(track);
    if (consumer === undefined) return undefined;
    this.received.add(track, consumer);
    this.#quality.watchConsumer(consumer);
    return {
      participantId: track.participantId,
      source: track.source,
      isPaused: track.isPaused,
      transportId: this.#receive.id,
      rtpParameters: consumer.rtpParameters as ReceivableTrack['rtpParameters'],
    };
  }

  async #consume(track: SentTrack): Promise<types.Consumer | undefined> {
    const rtpCapabilities = this.#decodable[track.producer.kind];
    let consumer: types.Consumer;
    try {
      const producerId = await track.pipeDecodable(this.#router, rtpCapabilities);
      // Paused: a key frame sent before the browser has applied its SDP would be lost, and neither encoder nor
      // mediasoup sends another within a second (docs/decisions/0004).
      consumer = await this.#receive.consume({
        producerId,
        rtpCapabilities,
        paused: true,
      });
    } catch (error) {
      if (error instanceof errors.UnsupportedError) return undefined;
      if (!track.producer.closed && !this.#receive.closed) {
        this.#checkWorker(error);
        warnOfUnreceivable(this.#router.log, error, track.source);
      }
      return undefined;
    }
    // If the transport closed meanwhile, mediasoup leaves the new consumer open for ever.
    if (this.#receive.closed) {
      consumer.close();
      return undefined;
    }
    return consumer;
  }

  /** Closes both transports, and with them every track, also at its receivers. */
  close(): void {
    this.#quality.close();
    this.received.close();
    this.#router.closeTransport(this.#send);
    this.#router.closeTransport(this.#receive);
  }

  /** @throws MediaRefused in place of mediasoup's own error. */
  async #orRefused<T>(promise: Promise<T>): Promise<T> {
    try {
      return await promise;
    } catch (error) {
      this.#checkWorker(error);
      throw new MediaRefused(error instanceof Error ? error.message : String(error));
    }
  }

  #checkWorker(error: unknown): void {
    if (isChannelBroken(error)) this.#router.worker.kill(String(error));
  }
}

function describe(transport: types.WebRtcTransport): TransportDescription {
  return {
    id: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: transport.iceCandidates,
    dtlsParameters: transport.dtlsParameters,
  };
}
