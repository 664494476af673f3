// A room system's picture into a meeting: VP8 from the picture thread, over the loopback, as a track of the meeting.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import { VP8_PAYLOAD_TYPE } from './codecs.ts';
import { LoopbackUplink } from './loopbackUplink.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { newSsrcs } from './newSsrcs.ts';
import { SentTrack } from './sentTrack.ts';

/** Where the picture thread sends its VP8, and what it looks like. */
export interface PictureUplinkTarget {
  /** UDP, on 127.0.0.1. */
  port: number;
  payloadType: number;
  /** Of the simulcast layers, the smallest picture first. */
  ssrcs: readonly number[];
}

export interface PictureUplinkOptions {
  source: VideoSource;
  layerCount: number;
  /** How many layers, counted from the smallest, somebody wants: the others need not be encoded. */
  onLayersChanged(layers: number): void;
}

export class PictureUplink {
  readonly target: PictureUplinkTarget;
  readonly track: SentTrack;
  readonly #loopback: LoopbackUplink;

  private constructor(loopback: LoopbackUplink, track: SentTrack, ssrcs: readonly number[]) {
    this.#loopback = loopback;
    this.track = track;
    this.target = { port: loopback.port, payloadType: VP8_PAYLOAD_TYPE, ssrcs };
  }

  /** Opened paused: nothing has been decoded yet, and an empty tile would look like a fault. */
  static async open(
    participantId: ParticipantId,
    router: MeetingRouter,
    { source, layerCount, onLayersChanged }: PictureUplinkOptions,
  ): Promise<PictureUplink> {
    const ssrcs = newSsrcs(layerCount);
    const rtpParameters: types.RtpParameters = {
      codecs: [
        {
          mimeType: 'video/VP8',
          payloadType: VP8_PAYLOAD_TYPE,
          clockRate: 90_000,
          rtcpFeedback: [
            { type: 'nack', parameter: 'pli' },
            { type: 'ccm', parameter: 'fir' },
          ],
        },
      ],
      encodings: ssrcs.map((ssrc) => ({ ssrc })),
      rtcp: { cname: participantId },
    };
    const loopback = await LoopbackUplink.open(router, [
      { kind: 'video', paused: true, rtpParameters },
    ]);
    const [producer] = loopback.producers;
    const track = new SentTrack(participantId, source, producer, router, onLayersChanged);
    return new PictureUplink(loopback, track, ssrcs);
  }

  /** Closes the track too, also at its receivers. */
  close(): void {
    this.#loopback.close();
  }
}
