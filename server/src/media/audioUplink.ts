// A telephone's audio into a meeting: RTP from the audio thread, over the loopback, as a track of the meeting.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { LoopbackUplink } from './loopbackUplink.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { newSsrcs } from './newSsrcs.ts';
import { SentTrack } from './sentTrack.ts';

/** Static payload types (RFC 3551 §6). Both have a clock rate of 8,000 Hz. */
const PAYLOAD_TYPES = { PCMA: 8, G722: 9 } as const;

/** What a meeting carries of telephones and rooms. */
type UplinkCodec = keyof typeof PAYLOAD_TYPES;
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const AUDIO_LEVEL_ID = 1;

/** One RTP stream of the audio thread. */
interface UplinkStream {
  ssrc: number;
  payloadType: number;
  codec: UplinkCodec;
}

/** Where the audio thread sends its RTP, and what it looks like. */
export interface AudioUplinkTarget {
  /** UDP, on 127.0.0.1. */
  port: number;
  /** The same sound in each: after G.722, PCMA for browsers that have no G.722. */
  streams: readonly UplinkStream[];
  /** Id of the audio level header extension (RFC 6464), from which active speakers are found. */
  audioLevelId: number;
}

export interface AudioUplinkOptions {
  /** Muted from the start. */
  isPaused: boolean;
  /** Default PCMA. */
  codec?: UplinkCodec;
}

export class AudioUplink {
  readonly target: AudioUplinkTarget;
  readonly track: SentTrack;
  readonly #loopback: LoopbackUplink;

  private constructor(
    loopback: LoopbackUplink,
    track: SentTrack,
    streams: readonly UplinkStream[],
  ) {
    this.#loopback = loopback;
    this.track = track;
    this.target = { port: loopback.port, streams, audioLevelId: AUDIO_LEVEL_ID };
  }

  static async open(
    participantId: ParticipantId,
    router: MeetingRouter,
    { isPaused: paused, codec = 'PCMA' }: AudioUplinkOptions,
  ): Promise<AudioUplink> {
    const codecs: UplinkCodec[] = codec === 'PCMA' ? ['PCMA'] : [codec, 'PCMA'];
    const ssrcs = newSsrcs(codecs.length);
    const streams = codecs.map((one, at) => streamOf(one, ssrcs[at] ?? 0));
    const loopback = await LoopbackUplink.open(
      router,
      streams.map((stream) => ({
        kind: 'audio',
        paused,
        rtpParameters: rtpParametersOf(stream, participantId),
      })),
    );
    const [producer, fallback] = loopback.producers;
    const ignored = () => undefined;
    const track = new SentTrack(participantId, 'microphone', producer, router, ignored, fallback);
    return new AudioUplink(loopback, track, streams);
  }

  /** Closes the track too, also at its receivers. */
  close(): void {
    this.#loopback.close();
  }
}

function streamOf(codec: UplinkCodec, ssrc: number): UplinkStream {
  return { ssrc, payloadType: PAYLOAD_TYPES[codec], codec };
}

function rtpParametersOf(
  { ssrc, payloadType, codec }: UplinkStream,
  cname: string,
): types.RtpParameters {
  return {
    codecs: [{ mimeType: `audio/${codec}`, payloadType, clockRate: 8000, channels: 1 }],
    encodings: [{ ssrc }],
    headerExtensions: [{ uri: AUDIO_LEVEL, id: AUDIO_LEVEL_ID }],
    rtcp: { cname },
  };
}
