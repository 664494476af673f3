// The receiving transport and its tracks, by participant and source.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { IceParameters } from '@distansmote/shared/signalling/rtp.ts';
import type { ReceivableTrack, TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { Device } from 'mediasoup-client';
import type { Consumer, RtpParameters, Transport, TransportOptions } from 'mediasoup-client/types';
import { type MediaPath, mediaPathOf } from './mediaPath.ts';
import { statsOf } from './statsOf.ts';
import { listenTo, type TransportListeners } from './transportListeners.ts';

export type TrackKey = `${ParticipantId}/${TrackSource}`;
export const trackKey = (participantId: ParticipantId, source: TrackSource): TrackKey =>
  `${participantId}/${source}`;

export class Receiving {
  readonly #transport: Transport;
  readonly #consumers = new Map<TrackKey, Consumer>();
  /** Tracks being negotiated; one that is stopped meanwhile is removed. */
  readonly #pending = new Map<TrackKey, number>();
  #count = 0;

  constructor(device: Device, options: TransportOptions, listeners: TransportListeners) {
    this.#transport = device.createRecvTransport(options);
    listenTo(this.#transport, listeners);
  }

  get transportId(): string {
    return this.#transport.id;
  }

  /**
   * Lets ICE and DTLS run before there is anything to receive: a media section that carries nothing
   * (the server knows nothing of it), as mediasoup-client itself adds one for its probator.
   */
  async warmUp(device: Device): Promise<void> {
    const opus = device.recvRtpCapabilities.codecs?.find(
      (codec) => codec.mimeType === 'audio/opus',
    );
    if (opus === undefined) return;
    const { kind, preferredPayloadType, ...codec } = opus;
    const rtpParameters: RtpParameters = {
      mid: 'warm',
      codecs: [{ ...codec, payloadType: preferredPayloadType }],
      headerExtensions: [],
      encodings: [{ ssrc: 1 }],
      rtcp: { cname: 'warm' },
    };
    await this.#transport.consume({ id: 'warm', producerId: 'warm', kind, rtpParameters });
  }

  /** @returns undefined if the track was stopped meanwhile. */
  async add(track: ReceivableTrack): Promise<MediaStreamTrack | undefined> {
    const key = trackKey(track.participantId, track.source);
    const number = (this.#count += 1);
    this.#pending.set(key, number);
    const consumer = await this.#transport.consume({
      id: `${key}/${number}`,
      producerId: key,
      kind: track.source === 'camera' || track.source === 'screen' ? 'video' : 'audio',
      rtpParameters: track.rtpParameters,
      // Audio and video of the same stream are kept in sync (RFC 8830).
      streamId: `${track.participantId}-${track.source.startsWith('screen') ? 'screen' : 'person'}`,
    });
    if (this.#pending.get(key) !== number) {
      consumer.close();
      return undefined;
    }
    this.#pending.delete(key);
    this.#consumers.set(key, consumer);
    return consumer.track;
  }

  remove(key: TrackKey): void {
    this.#pending.delete(key);
    this.#consumers.get(key)?.close();
    this.#consumers.delete(key);
  }

  /**
   * How long ago the last packet arrived, in milliseconds; undefined if the browser does not say. Slower than
   * `lastPacketStamp`, but right for G.722 too, of which libwebrtc reports only the first packet as played.
   */
  async silentForMs(): Promise<number | undefined> {
    const ages: number[] = [];
    for (const report of (await this.stats()).values()) {
      const {
        type,
        timestamp,
        lastPacketReceivedTimestamp: last,
      } = report as RTCInboundRtpStreamStats;
      if (type === 'inbound-rtp' && last !== undefined) ages.push(timestamp - last);
    }
    return ages.length === 0 ? undefined : Math.min(...ages);
  }

  /** Grows with each packet that is played; browsers use different clocks. 0 before the first. */
  get lastPacketStamp(): number {
    const sources = [...this.#consumers.values()].flatMap(
      ({ rtpReceiver }) => rtpReceiver?.getSynchronizationSources() ?? [],
    );
    return Math.max(0, ...sources.map(({ timestamp }) => timestamp));
  }

  /** The path in use; undefined if the browser does not report it. */
  async path(): Promise<MediaPath | undefined> {
    return mediaPathOf(await this.stats());
  }

  /** Counters of the received media, by MediaStreamTrack id. */
  async counts(): Promise<InboundCounts> {
    const counts = new Map<string, InboundCount>();
    for (const report of (await this.stats()).values()) {
      const stream = report as Partial<RTCInboundRtpStreamStats>;
      if (stream.type !== 'inbound-rtp' || stream.trackIdentifier === undefined) continue;
      const { packetsReceived = 0, framesDecoded = 0, framesReceived = 0 } = stream;
      const { framesDropped = 0, totalDecodeTime: decodeSeconds = 0 } = stream;
      counts.set(stream.trackIdentifier, {
        packetsReceived,
        framesDecoded,
        framesReceived,
        framesDropped,
        decodeSeconds,
      });
    }
    return counts;
  }

  stats(): Promise<RTCStatsReport> {
    return statsOf(this.#transport);
  }

  get state(): RTCPeerConnectionState {
    return this.#transport.connectionState;
  }

  restartIce(iceParameters: IceParameters): Promise<void> {
    return this.#transport.restartIce({ iceParameters });
  }

  close(): void {
    this.#transport.close();
  }
}

/** Counters that grow while a track is received (W3C webrtc-stats, RTCInboundRtpStreamStats). */
interface InboundCount {
  packetsReceived: number;
  framesDecoded: number;
  framesReceived: number;
  framesDropped: number;
  decodeSeconds: number;
}
export type InboundCounts = ReadonlyMap<string, InboundCount>;
