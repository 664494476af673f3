// A participant of the bare server: the mediasoup calls that one costs, and nothing else.
import { randomUUID } from 'node:crypto';
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  ReceivableTrack,
  TrackOffer,
  TrackSource,
} from '@distansmote/shared/signalling/shapes.ts';
import type { BareAsk, BareNotice } from './protocol.ts';

/** As in ours (`server/src/media/meetingMedia.ts`). */
const INITIAL_OUTGOING_BITRATE = 1_000_000;
const MAX_INCOMING_BITRATE = 8_000_000;

/** What others in a room need to know of a participant. */
export interface Member {
  readonly id: ParticipantId;
  readonly producers: ReadonlyMap<TrackSource, types.Producer>;
  /** Somebody has started a track. */
  offer(of: ParticipantId, source: TrackSource, producer: types.Producer): Promise<void>;
}

export interface Room {
  router: types.Router;
  webRtcServer: types.WebRtcServer;
  members: Set<Member>;
}

export class Visitor implements Member {
  readonly id = randomUUID() as string as ParticipantId;
  readonly producers = new Map<TrackSource, types.Producer>();
  readonly #room: Room;
  readonly #tell: (said: BareNotice) => void;
  readonly #consumers = new Map<string, types.Consumer>();
  #send: types.WebRtcTransport | undefined;
  #receive: types.WebRtcTransport | undefined;
  #rtpCapabilities: types.RtpCapabilities = {};

  constructor(room: Room, tell: (said: BareNotice) => void) {
    this.#room = room;
    this.#tell = tell;
  }

  async handle({ name, body }: BareAsk): Promise<unknown> {
    switch (name) {
      case 'prepare':
        return this.#prepare(body.rtpCapabilities as types.RtpCapabilities);
      case 'connectTransport': {
        const transport = body.direction === 'send' ? this.#send : this.#receive;
        await transport?.connect({ dtlsParameters: body.dtlsParameters });
        return {};
      }
      case 'tracksReady':
        for (const { participantId, source } of body.tracks)
          // Whoever sent it may have left meanwhile.
          await this.#consumers
            .get(`${participantId}/${source}`)
            ?.resume()
            .catch(() => undefined);
        return {};
      case 'join':
        for (const offer of body.tracks) await this.#produce(offer as TrackOffer);
        return {};
    }
  }

  async offer(...[of, source, producer]: Parameters<Member['offer']>): Promise<void> {
    const track = await this.#consume(of, source, producer);
    this.#tell({ notice: { name: 'trackStarted', body: { track } } });
  }

  close(): void {
    this.#room.members.delete(this);
    this.#send?.close();
    this.#receive?.close();
  }

  async #prepare(rtpCapabilities: types.RtpCapabilities): Promise<unknown> {
    this.#rtpCapabilities = rtpCapabilities;
    const [send, receive] = await Promise.all([this.#openTransport(), this.#openTransport()]);
    await send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
    this.#send = send;
    this.#receive = receive;
    const others = [...this.#room.members];
    this.#room.members.add(this);
    const tracks = await Promise.all(
      others.flatMap((other) =>
        [...other.producers].map(([source, producer]) => this.#consume(other.id, source, producer)),
      ),
    );
    return {
      participantId: this.id,
      sendTransport: describe(send),
      receiveTransport: describe(receive),
      tracks,
    };
  }

  async #produce({ source, rtpParameters }: TrackOffer): Promise<void> {
    const kind = source === 'camera' ? 'video' : 'audio';
    const producer = await this.#send?.produce({ kind, rtpParameters });
    if (producer === undefined) return;
    this.producers.set(source, producer);
    for (const other of this.#room.members)
      if (other !== this) await other.offer(this.id, source, producer);
  }

  async #consume(
    participantId: ParticipantId,
    source: TrackSource,
    { id: producerId }: types.Producer,
  ): Promise<ReceivableTrack> {
    if (this.#receive === undefined) throw new Error('not prepared');
    const consumer = await this.#receive.consume({
      producerId,
      rtpCapabilities: this.#rtpCapabilities,
      paused: true,
    });
    this.#consumers.set(`${participantId}/${source}`, consumer);
    const rtpParameters = consumer.rtpParameters as ReceivableTrack['rtpParameters'];
    const transportId = this.#receive.id;
    return { participantId, source, isPaused: false, transportId, rtpParameters };
  }

  #openTransport(): Promise<types.WebRtcTransport> {
    return this.#room.router.createWebRtcTransport({
      webRtcServer: this.#room.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
    });
  }
}

const describe = ({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) => ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
});
