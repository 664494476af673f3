// One telephone's sound on its way into a meeting: what the sound thread relays comes in over the loopback.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { SentTrack } from './sentTrack.ts';
import { closeOrKill } from './workerChannel.ts';

/** G.711 A-law's own number (RFC 3551 §6). */
const PCMA = 8;
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const AUDIO_LEVEL_ID = 1;

/** Where and how the sound thread sends it. */
export interface PhoneUplinkTarget {
  port: number;
  ssrc: number;
  payloadType: number;
  /** Of the header extension of RFC 6464, by which one is seen to speak. */
  audioLevelId: number;
}

export interface PhoneUplinkOptions {
  /** Drawn at random; no other telephone of the meeting may have it. */
  ssrc: number;
  /** Muted from the beginning. */
  isPaused: boolean;
}

export class PhoneUplink {
  readonly target: PhoneUplinkTarget;
  readonly track: SentTrack;
  readonly #place: MeetingRouter;
  readonly #transport: types.PlainTransport;

  private constructor(
    participantId: ParticipantId,
    place: MeetingRouter,
    transport: types.PlainTransport,
    producer: types.Producer,
    ssrc: number,
  ) {
    this.#place = place;
    this.#transport = transport;
    this.target = {
      port: transport.tuple.localPort,
      ssrc,
      payloadType: PCMA,
      audioLevelId: AUDIO_LEVEL_ID,
    };
    this.track = new SentTrack(participantId, 'microphone', producer, place, () => undefined);
  }

  static async open(
    participantId: ParticipantId,
    place: MeetingRouter,
    { ssrc, isPaused }: PhoneUplinkOptions,
  ): Promise<PhoneUplink> {
    const transport = await openLoopback(place, { comedia: true });
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
      // Of a router that was closed meanwhile mediasoup leaves the producer open for ever.
      if (transport.closed) throw new Error('closed while a telephone came in');
      return new PhoneUplink(participantId, place, transport, producer, ssrc);
    } catch (error) {
      closeOrKill(transport, (reason) => place.worker.kill(reason));
      throw error;
    }
  }

  /** With the track, also at those who receive it. */
  close(): void {
    closeOrKill(this.#transport, (reason) => this.#place.worker.kill(reason));
  }
}

/** A transport to another thread of this process: neither ICE nor encryption. */
export function openLoopback(
  place: MeetingRouter,
  { comedia }: { comedia: boolean },
): Promise<types.PlainTransport> {
  return place.router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: true,
    // The first packet tells where it comes from.
    comedia,
  });
}
