// One browser's media in a meeting: two WebRTC transports, the tracks it sends and those it receives.
import { errors, type types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  DtlsParameters,
  IceParameters,
  RtpCapabilities,
  TransportDescription,
} from '@distansmote/shared/signalling/rtp.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type {
  ConnectionQuality,
  VideoSource,
  ReceivableTrack,
  TrackOffer,
  TrackSource,
} from '@distansmote/shared/signalling/shapes.ts';
import type { Log } from '../platform/log.ts';
import { ConnectionQualityMonitor } from './connectionQuality.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import { type DecodableCodecs, decodableCodecs } from './decodableCodecs.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { ReceivedTrack } from './receivedTrack.ts';
import { SentTrack } from './sentTrack.ts';
import { closeOrKill, isChannelBroken } from './workerChannel.ts';

/** mediasoup would not have what a client sent; the message is for the log only. */
export class MediaRefused extends Error {
  override name = 'MediaRefused';
}

/** What the media of one participant asks of the meeting's, and tells it. */
export interface ParticipantMediaCallbacks {
  /** How many layers of a picture that this participant sends anybody looks at. */
  subscribedLayersChanged(track: SentTrack, layers: number): void;
  /** How well this participant's network works. */
  connectionChanged(quality: ConnectionQuality): void;
  /** Whether that participant's voice is among those that are passed on just now. */
  isForwarded(participantId: ParticipantId): boolean;
}

/** Up to so many pictures are shown that large, on a laptop. */
const USUAL_SIZES: [number, VideoSize][] = [
  [1, 'large'],
  [4, 'medium'],
];

/** A name is typed within this; who takes longer waits a little longer for a sharp picture. */
const SOON_MS = 60_000;

const mayWarn = createLogThrottle();

/** Without mediasoup's message: it quotes what a client sent. */
function warnOfUnreceivable(log: Log, error: unknown, source: TrackSource): void {
  if (!mayWarn(source)) return;
  const type = error instanceof Error ? error.name : typeof error;
  log.warn({ type, source }, 'a track cannot be received');
}

const keyOf = (participantId: ParticipantId, source: TrackSource) => `${participantId}/${source}`;

export class ParticipantMedia {
  readonly participantId: ParticipantId;
  readonly #place: MeetingRouter;
  readonly #decodable: DecodableCodecs;
  readonly #send: types.WebRtcTransport;
  readonly #receive: types.WebRtcTransport;
  readonly #sent = new Map<TrackSource, SentTrack>();
  readonly #received = new Map<string, ReceivedTrack>();
  readonly #connected = new Set<'send' | 'receive'>();
  readonly #meeting: ParticipantMediaCallbacks;
  readonly #connection: ConnectionQualityMonitor;
  #mayFlow = false;
  #isHearing = true;
  #usualSize: VideoSize = 'large';
  /** Is about to join, as far as one can tell. */
  #isSoon = true;
  readonly #soon: NodeJS.Timeout;

  constructor(
    participantId: ParticipantId,
    place: MeetingRouter,
    rtpCapabilities: RtpCapabilities,
    send: types.WebRtcTransport,
    receive: types.WebRtcTransport,
    meeting: ParticipantMediaCallbacks,
  ) {
    this.participantId = participantId;
    this.#place = place;
    this.#decodable = decodableCodecs(rtpCapabilities);
    this.#send = send;
    this.#receive = receive;
    this.#meeting = meeting;
    this.#connection = new ConnectionQualityMonitor((quality) =>
      meeting.connectionChanged(quality),
    );
    this.#connection.watchTransport(send);
    this.#soon = setTimeout(() => this.#notSoon(), SOON_MS);
  }

  get connectionQuality(): ConnectionQuality {
    return this.#connection.quality;
  }

  describeTransports(): {
    sendTransport: TransportDescription;
    receiveTransport: TransportDescription;
  } {
    return { sendTransport: describe(this.#send), receiveTransport: describe(this.#receive) };
  }

  /** Whether its browser is there still, by whatever it sends or receives by (ICE consent, RFC 7675, and DTLS). */
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
    // Browsers send one codec, and its retransmissions; mediasoup would take the same one twice, and
    // then nobody could receive the track.
    const isRtx = (codec: { mimeType: string }) => codec.mimeType.toLowerCase().endsWith('/rtx');
    const rtxCount = offer.rtpParameters.codecs.filter(isRtx).length;
    if (offer.rtpParameters.codecs.length - rtxCount !== 1 || rtxCount > 1) {
      throw new MediaRefused(`${offer.source} must be of one codec`);
    }
    const producer = await this.#orRefused(
      this.#send.produce({
        kind,
        rtpParameters: offer.rtpParameters,
        paused: offer.isPaused,
      }),
    );
    // Of a transport that was closed meanwhile mediasoup leaves the producer open for ever.
    if (this.#send.closed) {
      producer.close();
      throw new MediaRefused('the transport is gone');
    }
    const track = new SentTrack(this.participantId, offer.source, producer, this.#place, (layers) =>
      this.#meeting.subscribedLayersChanged(track, layers),
    );
    this.#sent.set(offer.source, track);
    this.#connection.watchProducer(producer);
    producer.observer.once('close', () => this.#sent.delete(offer.source));
    return track;
  }

  /**
   * Makes somebody else's track receivable. Undefined when this browser cannot decode it, when either
   * end went away meanwhile, or when mediasoup will not have it: one track must not keep a newcomer out.
   */
  async receive(track: SentTrack): Promise<ReceivableTrack | undefined> {
    const producerId = track.producer.id;
    const { log } = this.#place;
    let consumer: types.Consumer;
    try {
      await this.#place.bring(track);
      // Paused: a key frame sent before the browser has applied its SDP would be lost, and the
      // encoder and mediasoup would not give another for a second (docs/decisions/0004).
      consumer = await this.#receive.consume({
        producerId,
        rtpCapabilities: this.#decodable[track.producer.kind],
        paused: true,
      });
    } catch (error) {
      if (error instanceof errors.UnsupportedError) return undefined;
      if (!track.producer.closed && !this.#receive.closed) {
        this.#checkWorker(error);
        warnOfUnreceivable(log, error, track.source);
      }
      return undefined;
    }
    // Of a transport that was closed meanwhile mediasoup leaves the consumer open for ever.
    if (this.#receive.closed) {
      consumer.close();
      return undefined;
    }
    const key = keyOf(track.participantId, track.source);
    const received = new ReceivedTrack(consumer, track, this.participantId, {
      size: this.#usualSize,
      mayFlow: this.#mayFlow,
      isSoon: this.#isSoon,
      isHeard: this.#isToBeHeard(track),
    });
    this.#received.set(key, received);
    this.#picturesChanged(consumer.kind);
    this.#connection.watchConsumer(consumer);
    consumer.observer.once('close', () => {
      if (this.#received.get(key) === received) this.#received.delete(key);
      this.#picturesChanged(consumer.kind);
    });
    return {
      participantId: track.participantId,
      source: track.source,
      isPaused: track.isPaused,
      transportId: this.#receive.id,
      rtpParameters: consumer.rtpParameters as ReceivableTrack['rtpParameters'],
    };
  }

  /** The browser can receive the track now; one that is not there is passed over. */
  setReady(participantId: ParticipantId, source: TrackSource): void {
    this.#received.get(keyOf(participantId, source))?.setReady();
  }

  /** From now on, what the browser is ready for flows to it. */
  resume(): void {
    this.#mayFlow = true;
    clearTimeout(this.#soon);
    for (const received of this.#received.values()) received.resume();
  }

  #notSoon(): void {
    this.#isSoon = false;
    for (const received of this.#received.values()) received.deferJoin();
  }

  /** How large the browser shows a picture; one that is not there is passed over. */
  setVideoSize(participantId: ParticipantId, source: VideoSource, size: VideoSize): void {
    this.#received.get(keyOf(participantId, source))?.setSize(size);
  }

  /** Who speaks has their picture first where the way is narrow. */
  prioritizeSpeakers(speakerIds: readonly ParticipantId[]): void {
    for (const received of this.#received.values())
      received.setSpeaking(speakerIds.includes(received.senderId));
  }

  /** These voices are not passed on just now. */
  setSuppressed(suppressedIds: readonly ParticipantId[]): void {
    for (const received of this.#received.values()) {
      if (received.source === 'microphone')
        received.setAudible(this.#isHearing && !suppressedIds.includes(received.senderId));
    }
  }

  /** Whether sound is passed on at all: not while its person hears by a telephone. */
  setAudioForwarding(isHearing: boolean): void {
    this.#isHearing = isHearing;
    for (const received of this.#received.values()) {
      const { source, senderId: participantId } = received;
      received.setAudible(this.#isToBeHeard({ source, participantId }));
    }
  }

  #isToBeHeard({ source, participantId }: Pick<SentTrack, 'source' | 'participantId'>): boolean {
    return this.#isHearing && (source !== 'microphone' || this.#meeting.isForwarded(participantId));
  }

  /** Until the page has measured: the more pictures, the smaller they will be. */
  #picturesChanged(kind: types.MediaKind): void {
    // Of one who goes, the pictures go one by one: those that are left must not be asked for larger.
    if (kind !== 'video' || this.#receive.closed) return;
    const pictures = [...this.#received.values()].filter(
      ({ consumer }) => consumer.kind === 'video',
    );
    const [, size = 'small'] = USUAL_SIZES.find(([most]) => pictures.length <= most) ?? [];
    if (size === this.#usualSize) return;
    this.#usualSize = size;
    for (const picture of pictures) picture.setDefaultSize(size);
  }

  /** Closes both transports, and with them every track, also at those who receive them. */
  close(): void {
    this.#connection.close();
    clearTimeout(this.#soon);
    const abandon = (reason: string) => this.#place.worker.kill(reason);
    closeOrKill(this.#send, abandon);
    closeOrKill(this.#receive, abandon);
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
    if (isChannelBroken(error)) this.#place.worker.kill(String(error));
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
