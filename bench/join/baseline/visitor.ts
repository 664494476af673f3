// One page of the baseline on its server: transports, consumers and producers, without any checks.
import { randomUUID } from 'node:crypto';
import type { types } from 'mediasoup';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import { layersFor } from '../../../server/src/media/subscribedLayers.ts';
import type { Member, Room } from '../../load/bare/visitor.ts';
import { sizesOnLaptop } from '../../load/laptopView.ts';
import type { Answer, Ask, Direction, Offer, Prepared, Track, Strategy } from './protocol.ts';

export class Visitor implements Member {
  readonly id = randomUUID() as string as ParticipantId;
  readonly producers = new Map<TrackSource, types.Producer>();
  readonly #room: Room;
  readonly #tell: (answer: Answer) => void;
  readonly #consumers = new Map<types.Consumer, ParticipantId>();
  /** Participants whose video is received here, in the order they came; the first is large among many. */
  readonly #senders = new Set<ParticipantId>();
  #transports: Record<Direction, types.WebRtcTransport> | undefined;
  #mayFlow = false;
  #isGone = false;
  #rtpCapabilities: types.RtpCapabilities = {};

  constructor(room: Room, tell: (answer: Answer) => void) {
    this.#room = room;
    this.#tell = tell;
  }

  greet(): void {
    this.#tell({ is: 'hello', rtpCapabilities: this.#room.router.rtpCapabilities });
  }

  /** From the lobby, for a page that waits there. */
  admit(): void {
    this.#tell({ is: 'admitted' });
  }

  async handle(ask: Ask): Promise<void> {
    switch (ask.ask) {
      case 'prepare':
        this.#rtpCapabilities = ask.rtpCapabilities;
        return this.#tell({ is: 'prepared', ...(await this.#prepare(ask.strategy)) });
      case 'connect':
        return this.#transports?.[ask.direction].connect({ dtlsParameters: ask.dtlsParameters });
      case 'join':
        return this.#join(ask.strategy, ask.offers);
      case 'ready':
        return this.#resume();
    }
  }

  leave(): void {
    this.#isGone = true;
    this.#room.members.delete(this);
    this.#transports?.send.close();
    this.#transports?.receive.close();
  }

  async offer(...[of, source, producer]: Parameters<Member['offer']>): Promise<void> {
    if (source === 'camera') this.#senders.add(of);
    // Until the page says that it is ready.
    const track = await this.#receive(of, producer, true);
    if (track !== undefined) this.#tell({ is: 'started', track });
  }

  async #prepare(strategy: Strategy): Promise<Prepared> {
    const [send, receive] = await Promise.all([this.#openTransport(), this.#openTransport()]);
    this.#transports = { send, receive };
    // Cold, the transport connects when the page can receive, so nothing arrives too early.
    this.#mayFlow = strategy === 'cold';
    const isLate = strategy === 'trap' || strategy === 'ready';
    const tracks = await this.#receiveAll(isLate ? ['microphone'] : ['microphone', 'camera']);
    return { send: describe(send), receive: describe(receive), tracks };
  }

  async #join(strategy: Strategy, offers: Offer[]): Promise<void> {
    if (strategy === 'warm') void this.#resume();
    this.#mayFlow = strategy !== 'ready';
    const isLate = strategy === 'trap' || strategy === 'ready';
    const tracks = isLate ? await this.#receiveAll(['camera']) : [];
    this.#tell({ is: 'joined', tracks });
    if (strategy === 'trap') void this.#resume();
    const sending = this.#transports?.send;
    for (const offer of offers) {
      const producer = await sending?.produce(offer);
      if (producer === undefined || this.#isGone) continue;
      const source = producer.kind === 'video' ? 'camera' : 'microphone';
      this.producers.set(source, producer);
      for (const other of this.#room.members)
        if (!producer.closed) await other.offer(this.id, source, producer);
    }
    if (!this.#isGone) this.#room.members.add(this);
  }

  async #receiveAll(wanted: TrackSource[]): Promise<Track[]> {
    const members = [...this.#room.members];
    // Before any is received: the size of a video depends on how many there are.
    if (wanted.includes('camera'))
      for (const { id, producers } of members) if (producers.has('camera')) this.#senders.add(id);
    const tracks = await Promise.all(
      members.flatMap(({ id, producers }) =>
        wanted.map((source) => this.#receive(id, producers.get(source), !this.#mayFlow)),
      ),
    );
    return tracks.filter((track) => track !== undefined);
  }

  async #receive(
    of: ParticipantId,
    producer: types.Producer | undefined,
    paused: boolean,
  ): Promise<Track | undefined> {
    if (producer === undefined) return undefined;
    const consumer = await this.#transports?.receive.consume({
      producerId: producer.id,
      rtpCapabilities: this.#rtpCapabilities,
      paused: paused || !this.#isShown(of, producer),
      ...(isSimulcast(producer) && { preferredLayers: this.#layersOf(of, producer) }),
    });
    if (consumer === undefined) return undefined;
    this.#consumers.set(consumer, of);
    consumer.once('producerclose', () => {
      this.#consumers.delete(consumer);
      if (producer.kind === 'video') this.#senders.delete(of);
      this.#tell({ is: 'stopped', producerId: producer.id });
    });
    const { id, producerId, kind, rtpParameters } = consumer;
    return { id, producerId, kind, rtpParameters: rtpParameters as Track['rtpParameters'] };
  }

  async #resume(): Promise<void> {
    this.#mayFlow = true;
    const held = [...this.#consumers].filter(
      ([consumer, of]) => consumer.paused && this.#isShown(of, consumer),
    );
    // Not an error for one that has closed meanwhile.
    await Promise.allSettled(held.map(([consumer]) => consumer.resume()));
  }

  /** As large as our page shows it on a laptop, and not at all if it would be scrolled out of view. */
  #sizeOf(sender: ParticipantId): VideoSize {
    return sizesOnLaptop([...this.#senders], undefined).get(sender) ?? 'none';
  }

  #isShown(sender: ParticipantId, { kind }: Pick<types.Producer, 'kind'>): boolean {
    return kind === 'audio' || this.#sizeOf(sender) !== 'none';
  }

  #layersOf(sender: ParticipantId, { rtpParameters }: types.Producer): types.ConsumerLayers {
    const total = rtpParameters.encodings?.length ?? 1;
    return { spatialLayer: Math.max(0, layersFor(this.#sizeOf(sender), total) - 1) };
  }

  #openTransport(): Promise<types.WebRtcTransport> {
    return this.#room.router.createWebRtcTransport({
      webRtcServer: this.#room.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: 1_000_000,
    });
  }
}

const isSimulcast = ({ type }: types.Producer) => type === 'simulcast';

const describe = ({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) => ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
});
