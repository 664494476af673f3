// A telephone's audio into a meeting: RTP from the audio thread, over the loopback, as a track of the meeting.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { SentTrack } from './sentTrack.ts';

/** Static payload types (RFC 3551 §6). Both have a clock rate of 8,000 Hz. */
const PAYLOAD_TYPES = { PCMA: 8, G722: 9 } as const;

/** What a meeting carries of telephones and rooms. */
export type UplinkCodec = keyof typeof PAYLOAD_TYPES;
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const AUDIO_LEVEL_ID = 1;

/** Where the audio thread sends its RTP, and what it looks like. */
export interface PhoneUplinkTarget {
  /** UDP, on 127.0.0.1. */
  port: number;
  ssrc: number;
  payloadType: number;
  codec: UplinkCodec;
  /** Id of the audio level header extension (RFC 6464), from which active speakers are found. */
  audioLevelId: number;
}

export interface PhoneUplinkOptions {
  /** Random, and unique among the telephones of the meeting. */
  ssrc: number;
  /** Muted from the start. */
  isPaused: boolean;
  /** Default PCMA. */
  codec?: UplinkCodec;
}

export class PhoneUplink {
  readonly target: PhoneUplinkTarget;
  readonly track: SentTrack;
  readonly #router: MeetingRouter;
  readonly #transport: types.PlainTransport;

  private constructor(
    participantId: ParticipantId,
    router: MeetingRouter,
    transport: types.PlainTransport,
    producer: types.Producer,
    ssrc: number,
    codec: UplinkCodec,
  ) {
    this.#router = router;
    this.#transport = transport;
    this.target = {
      port: transport.tuple.localPort,
      ssrc,
      payloadType: PAYLOAD_TYPES[codec],
      codec,
      audioLevelId: AUDIO_LEVEL_ID,
    };
    this.track = new SentTrack(participantId, 'microphone', producer, router, () => undefined);
  }

  static async open(
    participantId: ParticipantId,
    router: MeetingRouter,
    { ssrc, isPaused, codec = 'PCMA' }: PhoneUplinkOptions,
  ): Promise<PhoneUplink> {
    const transport = await router.openLoopback({ comedia: true });
    try {
      const producer = await transport.produce({
        kind: 'audio',
        paused: isPaused,
        rtpParameters: {
          codecs: [
            {
              mimeType: `audio/${codec}`,
              payloadType: PAYLOAD_TYPES[codec],
              clockRate: 8000,
              channels: 1,
            },
          ],
          encodings: [{ ssrc }],
          headerExtensions: [{ uri: AUDIO_LEVEL, id: AUDIO_LEVEL_ID }],
          rtcp: { cname: participantId },
        },
      });
      // If the router closed meanwhile, mediasoup leaves the new producer open for ever.
      if (transport.closed) throw new Error('the router closed while a telephone joined');
      return new PhoneUplink(participantId, router, transport, producer, ssrc, codec);
    } catch (error) {
      router.closeTransport(transport);
      throw error;
    }
  }

  /** Closes the track too, also at its receivers. */
  close(): void {
    this.#router.closeTransport(this.#transport);
  }
}
