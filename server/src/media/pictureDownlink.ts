// What a meeting's room systems see: each video track once, as RTP to the picture thread over the loopback.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import { VP8_PAYLOAD_TYPE } from './codecs.ts';
import { LoopbackDownlink } from './loopbackDownlink.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { ReceivedTrack } from './receivedTrack.ts';
import type { SentTrack } from './sentTrack.ts';

/** One VP8 stream on the loopback. */
interface PictureSource {
  ssrc: number;
  payloadType: number;
  /** Of the header extension by which mobile phones say how their pictures are to be turned. */
  orientationId: number | undefined;
}

export interface PictureDownlinkListeners {
  /** It flows once `show` gives it a size. */
  sourceAdded(source: PictureSource, track: SentTrack): void;
  sourceRemoved(source: PictureSource, track: SentTrack): void;
}

interface Received {
  /** Undefined while the consumer is being created. */
  track?: ReceivedTrack;
}

const ORIENTATION = 'urn:3gpp:video-orientation';

/**
 * Without congestion control: mediasoup would hold back what is not acknowledged by transport-cc or REMB (decision
 * 0024), and nothing is lost on the loopback.
 */
const capabilitiesOf = ({ router }: MeetingRouter): types.RtpCapabilities => ({
  codecs: [
    {
      kind: 'video',
      mimeType: 'video/VP8',
      clockRate: 90_000,
      preferredPayloadType: VP8_PAYLOAD_TYPE,
      rtcpFeedback: [
        { type: 'nack', parameter: 'pli' },
        { type: 'ccm', parameter: 'fir' },
      ],
    },
  ],
  // With the router's own id: mediasoup leaves out an extension that has another one.
  headerExtensions: (router.rtpCapabilities.headerExtensions ?? []).filter(
    ({ kind, uri }) => kind === 'video' && uri === ORIENTATION,
  ),
});

export class PictureDownlink {
  readonly #loopback: LoopbackDownlink;
  readonly #subscriberId: ParticipantId;
  readonly #listeners: PictureDownlinkListeners;
  readonly #capabilities: types.RtpCapabilities;
  readonly #received = new Map<SentTrack, Received>();
  #sizes: ReadonlyMap<SentTrack, VideoSize> = new Map();

  private constructor(
    loopback: LoopbackDownlink,
    subscriberId: ParticipantId,
    listeners: PictureDownlinkListeners,
  ) {
    this.#loopback = loopback;
    this.#subscriberId = subscriberId;
    this.#listeners = listeners;
    this.#capabilities = capabilitiesOf(loopback.router);
  }

  /**
   * @param port the picture thread's, UDP on 127.0.0.1
   * @param subscriberId under which the layers of the tracks are subscribed to
   */
  static async open(
    router: MeetingRouter,
    port: number,
    subscriberId: ParticipantId,
    listeners: PictureDownlinkListeners,
  ): Promise<PictureDownlink> {
    const loopback = await LoopbackDownlink.open(router, port);
    return new PictureDownlink(loopback, subscriberId, listeners);
  }

  get closed(): boolean {
    return this.#loopback.closed;
  }

  /** Where RTCP for these streams goes: UDP, on 127.0.0.1. */
  get feedbackPort(): number {
    return this.#loopback.feedbackPort;
  }

  /** Makes a track available until it closes. Audio, and a track that was added before, are ignored. */
  async addTrack(track: SentTrack): Promise<void> {
    const { producer } = track;
    if (producer.kind !== 'video' || this.closed || this.#received.has(track)) return;
    const received: Received = {};
    this.#received.set(track, received);
    producer.observer.once('close', () => this.#received.delete(track));
    const options = { rtpCapabilities: this.#capabilities, paused: true };
    const consumed = await this.#loopback.consume(track, options, 'rooms');
    if (consumed === undefined) {
      this.#received.delete(track);
      return;
    }
    const { consumer, ssrc } = consumed;
    received.track = new ReceivedTrack(consumer, track, this.#subscriberId, {
      size: this.#sizes.get(track) ?? 'none',
      hasJoined: true,
      joinExpected: false,
      isAudible: true,
    });
    const { headerExtensions } = consumer.rtpParameters;
    const orientationId = headerExtensions?.find(({ uri }) => uri === ORIENTATION)?.id;
    const source = { ssrc, payloadType: VP8_PAYLOAD_TYPE, orientationId };
    consumer.observer.once('close', () => this.#listeners.sourceRemoved(source, track));
    this.#listeners.sourceAdded(source, track);
    received.track.setReady();
  }

  /** How large the largest picture of each track is; tracks that are absent are not forwarded. */
  show(sizes: ReadonlyMap<SentTrack, VideoSize>): void {
    this.#sizes = sizes;
    for (const [sent, { track }] of this.#received) track?.setSize(sizes.get(sent) ?? 'none');
  }

  close(): void {
    this.#loopback.close();
  }
}
