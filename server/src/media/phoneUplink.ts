// A telephone's audio into a meeting: RTP from the audio thread, over the loopback, as a track of the meeting.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { SentTrack } from './sentTrack.ts';

/** Static payload type of G.711 A-law (RFC 3551 §6). */
const PCMA = 8;
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const AUDIO_LEVEL_ID = 1;

/** Where the audio thread sends its RTP, and what it looks like. */
export interface PhoneUplinkTarget {
  /** UDP, on 127.0.0.1. */
  port: number;
  ssrc: number;
  payloadType: number;
  /** Id of the audio level header extension (RFC 6464), from which active speakers are found. */
  audioLevelId: number;
}

export interface PhoneUplinkOptions {
  /** Random, and unique among the telephones of the meeting. */
  ssrc: number;
  /** Muted from the start. */
  isPaused: boolean;
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
  ) {
    this.#router = router;
    this.#transport = transport;
    this.target = {
      port: transport.tuple.localPort,
      ssrc,
      payloadType: PCMA,
      audioLevelId: AUDIO_LEVEL_ID,
    };
    this.track = new SentTrack(participantId, 'microphone', producer, router, () => undefined);
  }

  static async open(
    participantId: ParticipantId,
    router: MeetingRouter,
    { ssrc, isPaused }: PhoneUplinkOptions,
  ): Promise<PhoneUplink> {
    const transport = await router.openLoopback({ comedia: true });
    try {
      const producer = await transport.produce({
        kind: 'audio',
        paused: isPaused,
        rtpParameters: {
          codecs: [{ mimeType: 'audio/PCMA', payloadType: PCMA, clockRate: 8000, channels: 1 }],
          encodings: [{ ssrc }],
          headerExtensions: [{ uri: AUDIO_LEVEL, id: AUDIO_LEVEL_ID }],
          rtcp: { cname: participantId },
        },
      });
      // If the router closed meanwhile, mediasoup leaves the new producer open for ever.
      if (transport.closed) throw new Error('the router closed while a telephone joined');
      return new PhoneUplink(participantId, router, transport, producer, ssrc);
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
