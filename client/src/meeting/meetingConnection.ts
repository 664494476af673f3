// One prepared way into a meeting: the media of one `prepare`, until it is closed or fails.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { DtlsParameters } from '@distansmote/shared/signalling/rtp.ts';
import type {
  ParticipantDescription,
  ReceivableTrack,
  TrackOffer,
  TrackSource,
} from '@distansmote/shared/signalling/shapes.ts';
import type { Device } from 'mediasoup-client';
import { Receiving, type TrackKey, trackKey } from '../media/receiving.ts';
import { Sending } from '../media/sending.ts';
import type { SignallingClient } from '../signalling/signallingClient.ts';
import type { RemoteTrack } from './meetingStore.ts';

export interface MeetingConnectionListeners {
  /** Something in `remoteTracks` has changed. */
  tracksChanged(): void;
  /** A transport has failed: everything must be built anew. */
  failed(): void;
}

export class MeetingConnection {
  readonly id: ParticipantId;
  readonly sending: Sending;
  readonly remoteTracks = new Map<TrackKey, RemoteTrack>();
  readonly #receiving: Receiving;
  readonly #signalling: SignallingClient;
  readonly #listeners: MeetingConnectionListeners;
  #isClosed = false;

  private constructor(
    id: ParticipantId,
    sending: Sending,
    receiving: Receiving,
    signalling: SignallingClient,
    listeners: MeetingConnectionListeners,
  ) {
    this.id = id;
    this.sending = sending;
    this.#receiving = receiving;
    this.#signalling = signalling;
    this.#listeners = listeners;
  }

  /** @throws RequestRefused, RequestUnanswered */
  static async prepare(
    callId: CallId,
    device: Device,
    signalling: SignallingClient,
    listeners: MeetingConnectionListeners,
  ): Promise<MeetingConnection> {
    const reply = await signalling.request('prepare', {
      callId,
      rtpCapabilities: device.recvRtpCapabilities as never,
    });
    const connect = (direction: 'send' | 'receive') => ({
      connect: (dtlsParameters: DtlsParameters) =>
        signalling.send('connectTransport', { direction, dtlsParameters }),
      failed: listeners.failed,
    });
    const receiving = new Receiving(device, reply.receiveTransport, connect('receive'));
    const connection = new MeetingConnection(
      reply.participantId,
      new Sending(device, reply.sendTransport, connect('send')),
      receiving,
      signalling,
      listeners,
    );
    void receiving.warmUp(device).catch(() => undefined);
    for (const track of reply.tracks) connection.addTrack(track);
    return connection;
  }

  /** @throws RequestRefused, RequestUnanswered */
  async join(
    name: string,
    profession: string,
    tracks: TrackOffer[],
  ): Promise<readonly ParticipantDescription[]> {
    const { participants } = await this.#signalling.request('join', { name, profession, tracks });
    this.sending.letFlow();
    return participants;
  }

  addTrack(track: ReceivableTrack): void {
    const key = trackKey(track.participantId, track.source);
    const remote: RemoteTrack = {
      source: track.source,
      isPaused: track.isPaused,
      mediaTrack: undefined,
    };
    this.remoteTracks.set(key, remote);
    this.#receiving.add(track).then(
      (mediaTrack) => {
        if (mediaTrack === undefined || this.#isClosed) return;
        this.#signalling.send('trackReady', {
          participantId: track.participantId,
          source: track.source,
        });
        this.#change(key, { mediaTrack });
      },
      () => {
        if (!this.#isClosed) this.#listeners.failed();
      },
    );
    this.#listeners.tracksChanged();
  }

  setTrackPaused(participantId: ParticipantId, source: TrackSource, isPaused: boolean): void {
    this.#change(trackKey(participantId, source), { isPaused });
  }

  removeTrack(participantId: ParticipantId, source: TrackSource): void {
    const key = trackKey(participantId, source);
    this.#receiving.remove(key);
    if (this.remoteTracks.delete(key)) this.#listeners.tracksChanged();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.sending.close();
    this.#receiving.close();
  }

  #change(key: TrackKey, change: Partial<RemoteTrack>): void {
    const track = this.remoteTracks.get(key);
    if (track === undefined) return;
    this.remoteTracks.set(key, { ...track, ...change });
    this.#listeners.tracksChanged();
  }
}
