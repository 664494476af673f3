// One telephone's sound on its way into a meeting: what the sound thread relays comes in over the loopback.
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MediaPlace } from './mediaPlace.ts';
import { SentTrack } from './sentTrack.ts';
import { closeOrAbandon } from './workerLink.ts';

/** G.711 A-law's own number (RFC 3551 §6). */
const PCMA = 8;
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const AUDIO_LEVEL_ID = 1;

/** Where and how the sound thread sends it. */
export interface PhoneWay {
  port: number;
  ssrc: number;
  payloadType: number;
  /** Of the header extension of RFC 6464, by which one is seen to speak. */
  audioLevelId: number;
}

export interface PhoneSending {
  /** Drawn at random; no other telephone of the meeting may have it. */
  ssrc: number;
  /** Muted from the beginning. */
  isPaused: boolean;
}

export class PhoneMedia {
  readonly way: PhoneWay;
  readonly track: SentTrack;
  readonly #place: MediaPlace;
  readonly #transport: types.PlainTransport;

  private constructor(
    participantId: ParticipantId,
    place: MediaPlace,
    transport: types.PlainTransport,
    producer: types.Producer,
    ssrc: number,
  ) {
    this.#place = place;
    this.#transport = transport;
    this.way = {
      port: transport.tuple.localPort,
      ssrc,
      payloadType: PCMA,
      audioLevelId: AUDIO_LEVEL_ID,
    };
    this.track = new SentTrack(participantId, 'microphone', producer, place, () => undefined);
  }

  static async open(
    participantId: ParticipantId,
    place: MediaPlace,
    { ssrc, isPaused }: PhoneSending,
  ): Promise<PhoneMedia> {
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
      return new PhoneMedia(participantId, place, transport, producer, ssrc);
    } catch (error) {
      closeOrAbandon(transport, (reason) => place.host.abandon(reason));
      throw error;
    }
  }

  /** With the track, also at those who receive it. */
  close(): void {
    closeOrAbandon(this.#transport, (reason) => this.#place.host.abandon(reason));
  }
}

/** A transport to another thread of this process: neither ICE nor encryption. */
export function openLoopback(
  place: MediaPlace,
  { comedia }: { comedia: boolean },
): Promise<types.PlainTransport> {
  return place.router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: true,
    // The first packet tells where it comes from.
    comedia,
  });
}
