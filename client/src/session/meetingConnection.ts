// The media of one `prepare`: both transports and the others' tracks, until it is closed or fails.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Reply, RequestBody } from '@distansmote/shared/signalling/requests.ts';
import type {
  ReceivableTrack,
  TrackOffer,
  TrackSource,
} from '@distansmote/shared/signalling/shapes.ts';
import type { Device } from 'mediasoup-client';
import { answerWithinMs } from '../media/mediaPath.ts';
import type { TransportListeners } from '../media/transportListeners.ts';
import { type InboundCounts, Receiving, type TrackKey, trackKey } from '../media/receiving.ts';
import { Sending } from '../media/sending.ts';
import { prepareVideo } from '../media/waitingVideos.ts';
import { pause } from '../platform/pause.ts';
import type { Requests } from '../platform/signallingClient.ts';
import type { RemoteTrack } from './meetingStore.ts';
import type { JoinCredentials } from './joinCredentials.ts';
import type { Entrant } from './sessionState.ts';

export interface MeetingConnectionListeners {
  /** Something in `remoteTracks` has changed. */
  tracksChanged(): void;
  /** ICE and DTLS of a transport are up. */
  connected(): void;
  /** A transport gets no responses at the moment. */
  disconnected(): void;
  /** A track could not be negotiated; a reconnect is needed. */
  failed(): void;
  /** Likewise, unless an ICE restart in progress mends it (W3C webrtc-pc, RTCIceTransportState). */
  transportFailed(): void;
}

/** Where media is lost the socket may be lost too, long before anybody notices. */
const ANSWERED_WITHIN_MS = 1_000;
/** By then a failed transport is up again by whatever path: its round-trip time is not known. */
const MENDS_WITHIN_MS = 4_000;
const POLL_INTERVAL_MS = 100;

export class MeetingConnection {
  readonly id: ParticipantId;
  readonly sending: Sending;
  readonly remoteTracks = new Map<TrackKey, RemoteTrack>();
  readonly #receiving: Receiving;
  readonly #signalling: Requests;
  readonly #listeners: MeetingConnectionListeners;
  /** The `connectTransport` requests, to be sent again if need be. */
  readonly #connects: RequestBody<'connectTransport'>[];
  /** The tracks that can be received, and those that the server has yet to be told of. */
  readonly #ready = new Map<TrackKey, { participantId: ParticipantId; source: TrackSource }>();
  readonly #untold = new Set<TrackKey>();
  /** Whether a transport has failed since the last ICE restart began. */
  #hasFailedMeanwhile = false;
  #isClosed = false;

  private constructor(
    id: ParticipantId,
    sending: Sending,
    receiving: Receiving,
    connects: RequestBody<'connectTransport'>[],
    signalling: Requests,
    listeners: MeetingConnectionListeners,
  ) {
    this.id = id;
    this.sending = sending;
    this.#receiving = receiving;
    this.#connects = connects;
    this.#signalling = signalling;
    this.#listeners = listeners;
  }

  /** @throws RequestRefused, RequestUnanswered */
  static async prepare(
    credentials: JoinCredentials,
    device: Device,
    signalling: Requests,
    listeners: MeetingConnectionListeners,
  ): Promise<MeetingConnection> {
    const reply = await signalling.request('prepare', {
      ...credentials,
      rtpCapabilities: device.recvRtpCapabilities,
    });
    const connects: RequestBody<'connectTransport'>[] = [];
    const listen = (direction: 'send' | 'receive'): TransportListeners => ({
      connect(dtlsParameters) {
        connects.push({ direction, dtlsParameters });
        signalling.send('connectTransport', { direction, dtlsParameters });
      },
      connected: listeners.connected,
      disconnected: listeners.disconnected,
      failed() {
        connection.#hasFailedMeanwhile = true;
        listeners.transportFailed();
      },
    });
    const { iceServers = [] } = reply;
    const receiving = new Receiving(
      device,
      { ...reply.receiveTransport, iceServers },
      listen('receive'),
    );
    const connection = new MeetingConnection(
      reply.participantId,
      new Sending(device, { ...reply.sendTransport, iceServers }, listen('send')),
      receiving,
      connects,
      signalling,
      listeners,
    );
    void receiving.warmUp(device).catch(() => undefined);
    for (const track of reply.tracks) connection.addTrack(track);
    return connection;
  }

  /** @throws RequestRefused, RequestUnanswered */
  async join(entrant: Entrant, tracks: TrackOffer[]): Promise<Reply<'join'>> {
    const reply = await this.#signalling.request('join', { ...entrant, tracks });
    this.sending.resume();
    return reply;
  }

  /** A track on another transport belongs to a connection that has been closed, and is ignored. */
  addTrack(track: ReceivableTrack): void {
    if (track.transportId !== this.#receiving.transportId) return;
    const key = trackKey(track.participantId, track.source);
    const remote: RemoteTrack = {
      source: track.source,
      isPaused: track.isPaused,
      mediaTrack: undefined,
      startedAt: performance.now(),
    };
    this.remoteTracks.set(key, remote);
    this.#receiving.add(track).then(
      (mediaTrack) => {
        if (mediaTrack === undefined || this.#isClosed) return;
        this.#ready.set(key, { participantId: track.participantId, source: track.source });
        if (mediaTrack.kind === 'video') prepareVideo(mediaTrack);
        this.#tellReady(key);
        this.#change(key, { mediaTrack });
      },
      () => {
        if (!this.#isClosed) this.#listeners.failed();
      },
    );
    this.#listeners.tracksChanged();
  }

  /**
   * Restarts ICE, to find another path for the same media.
   * @returns whether a path works. Chromium keeps a dead one for five seconds, so reconnecting is faster
   * than waiting for it.
   * @throws RequestRefused, RequestUnanswered, and the browser's errors
   */
  async restartIce(): Promise<boolean> {
    this.#hasFailedMeanwhile = false;
    const { send, receive } = await this.#signalling.request('restartIce', {}, ANSWERED_WITHIN_MS);
    if (this.#isClosed) return true;
    const stampBefore = this.lastPacketStamp;
    const before = await this.#receiving.path();
    await Promise.all([this.sending.restartIce(send), this.#receiving.restartIce(receive)]);
    if (before !== undefined) await pause(answerWithinMs(before));
    if (this.#isClosed) return true;
    if (this.#hasFailedMeanwhile) return this.#mends();
    // The stamp falls when others, cut off as well, reconnect with new tracks.
    if (before === undefined || this.lastPacketStamp > stampBefore) return true;
    const after = await this.#receiving.path();
    return after?.id !== before.id || after.answers !== before.answers;
  }

  /** All that is negotiated could flow. */
  get isUp(): boolean {
    const sends = this.sending.offers.length > 0;
    return this.#receiving.state === 'connected' && (!sends || this.sending.state === 'connected');
  }

  /** A transport has failed and has not recovered. */
  get hasFailed(): boolean {
    return this.sending.state === 'failed' || this.#receiving.state === 'failed';
  }

  /** Whether both transports are up again in time. One that carries nothing stays `new`. */
  async #mends(): Promise<boolean> {
    for (let leftMs = MENDS_WITHIN_MS; leftMs > 0; leftMs -= POLL_INTERVAL_MS) {
      const states = [this.sending.state, this.#receiving.state];
      if (this.#isClosed || states.every((one) => one === 'connected' || one === 'new'))
        return true;
      await pause(POLL_INTERVAL_MS);
    }
    return false;
  }

  /** How long ago the last packet of any track arrived; undefined if the browser does not say. */
  silentForMs(): Promise<number | undefined> {
    return this.#receiving.silentForMs();
  }

  /** Grows while packets of any track arrive. */
  get lastPacketStamp(): number {
    return this.#receiving.lastPacketStamp;
  }

  /** Sends again what was sent without waiting for an answer: the socket may have been dead. */
  resendState(): void {
    for (const connect of this.#connects) this.#signalling.send('connectTransport', connect);
    for (const key of this.#ready.keys()) this.#tellReady(key);
  }

  setTrackPaused(participantId: ParticipantId, source: TrackSource, isPaused: boolean): void {
    this.#change(trackKey(participantId, source), { isPaused });
  }

  removeTrack(participantId: ParticipantId, source: TrackSource): void {
    const key = trackKey(participantId, source);
    this.#receiving.remove(key);
    this.#ready.delete(key);
    if (this.remoteTracks.delete(key)) this.#listeners.tracksChanged();
  }

  /** Of both transports. */
  async stats() {
    const [sending, receiving] = await Promise.all([this.sending.stats(), this.#receiving.stats()]);
    return { sending, receiving };
  }

  counts(): Promise<InboundCounts> {
    return this.#receiving.counts();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.sending.close();
    this.#receiving.close();
  }

  /** Tracks that become ready together share one request. */
  #tellReady(key: TrackKey): void {
    if (this.#untold.size === 0) {
      setTimeout(() => {
        const tracks = [...this.#untold].flatMap((one) => this.#ready.get(one) ?? []);
        this.#untold.clear();
        if (tracks.length > 0 && !this.#isClosed) this.#signalling.send('tracksReady', { tracks });
      });
    }
    this.#untold.add(key);
  }

  #change(key: TrackKey, change: Partial<RemoteTrack>): void {
    const track = this.remoteTracks.get(key);
    if (track === undefined) return;
    this.remoteTracks.set(key, { ...track, ...change });
    this.#listeners.tracksChanged();
  }
}
