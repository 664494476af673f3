// One prepared way into a meeting: the media of one `prepare`, until it is closed or fails.
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
import type { SignallingClient } from '../platform/signallingClient.ts';
import type { RemoteTrack } from './meetingStore.ts';
import type { JoinCredentials } from './joinCredentials.ts';
import type { Entrant } from './sessionState.ts';

export interface MeetingConnectionListeners {
  /** Something in `remoteTracks` has changed. */
  tracksChanged(): void;
  /** ICE and DTLS of a transport are through. */
  connected(): void;
  /** Nothing comes back by one of them for now. */
  disconnected(): void;
  /** A track could not be negotiated: everything must be built anew. */
  failed(): void;
  /** Likewise, unless an ICE restart is under way: it may mend that (W3C webrtc-pc, RTCIceTransportState). */
  transportFailed(): void;
}

/** Where media is lost the socket may be as well, long before that is noticed. */
const ANSWERED_WITHIN_MS = 1_000;
/** A transport that failed is up again by then, by whatever way: what its answers take is not known. */
const MENDS_WITHIN_MS = 4_000;
const POLL_INTERVAL_MS = 100;

export class MeetingConnection {
  readonly id: ParticipantId;
  readonly sending: Sending;
  readonly remoteTracks = new Map<TrackKey, RemoteTrack>();
  readonly #receiving: Receiving;
  readonly #signalling: SignallingClient;
  readonly #listeners: MeetingConnectionListeners;
  /** What was said of each transport, to be said again if need be. */
  readonly #connects: RequestBody<'connectTransport'>[];
  /** The tracks that can be received, and those of them that the server is about to be told of. */
  readonly #ready = new Map<TrackKey, { participantId: ParticipantId; source: TrackSource }>();
  readonly #untold = new Set<TrackKey>();
  /** A transport, since the last ICE restart began. */
  #hasFailedMeanwhile = false;
  #isClosed = false;

  private constructor(
    id: ParticipantId,
    sending: Sending,
    receiving: Receiving,
    connects: RequestBody<'connectTransport'>[],
    signalling: SignallingClient,
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
    signalling: SignallingClient,
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

  /** One that comes by another transport is of a connection that was closed, and is passed over. */
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
   * Looks for another way to the same media, where the one in use may be lost (an ICE restart).
   * @returns whether that way, or another one, works. Chromium tries for five seconds before it leaves one that
   * does not, so that all is sooner built anew.
   * @throws RequestRefused, RequestUnanswered, and what the browser throws
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
    // It falls when others, who are cut off as well, come back anew.
    if (before === undefined || this.lastPacketStamp > stampBefore) return true;
    const after = await this.#receiving.path();
    return after?.id !== before.id || after.answers !== before.answers;
  }

  /** Either transport, and nothing has mended it yet. */
  get hasFailed(): boolean {
    return this.sending.state === 'failed' || this.#receiving.state === 'failed';
  }

  /** Whether both transports are up again in time; one that carries nothing has never been. */
  async #mends(): Promise<boolean> {
    for (let leftMs = MENDS_WITHIN_MS; leftMs > 0; leftMs -= POLL_INTERVAL_MS) {
      const states = [this.sending.state, this.#receiving.state];
      if (this.#isClosed || states.every((one) => one === 'connected' || one === 'new'))
        return true;
      await pause(POLL_INTERVAL_MS);
    }
    return false;
  }

  /** Grows for as long as anything comes of any track. */
  get lastPacketStamp(): number {
    return this.#receiving.lastPacketStamp;
  }

  /** Says again what nobody waited for: the socket may have been dead when it was said. */
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

  counts(): Promise<InboundCounts> {
    return this.#receiving.counts();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.sending.close();
    this.#receiving.close();
  }

  /** Those that become ready at the same time go in one request. */
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
