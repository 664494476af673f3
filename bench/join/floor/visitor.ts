// One page of the floor on its server: transports, consumers and producers, nothing checked.
import type { types } from 'mediasoup';
import type { Answer, Ask, Direction, Offer, Prepared, Track, Way } from './protocol.ts';

export class Visitor {
  readonly producers: types.Producer[] = [];
  readonly #router: types.Router;
  readonly #webRtcServer: types.WebRtcServer;
  readonly #present: Set<Visitor>;
  readonly #tell: (answer: Answer) => void;
  readonly #consumers: types.Consumer[] = [];
  #transports: Record<Direction, types.WebRtcTransport> | undefined;
  #isGone = false;
  #rtpCapabilities: types.RtpCapabilities = {};

  constructor(
    router: types.Router,
    webRtcServer: types.WebRtcServer,
    present: Set<Visitor>,
    tell: (answer: Answer) => void,
  ) {
    this.#router = router;
    this.#webRtcServer = webRtcServer;
    this.#present = present;
    this.#tell = tell;
  }

  greet(): void {
    this.#tell({ is: 'hello', rtpCapabilities: this.#router.rtpCapabilities });
  }

  async handle(ask: Ask): Promise<void> {
    switch (ask.ask) {
      case 'prepare':
        this.#rtpCapabilities = ask.rtpCapabilities;
        return this.#tell({ is: 'prepared', ...(await this.#prepare(ask.way)) });
      case 'connect':
        return this.#transports?.[ask.direction].connect({ dtlsParameters: ask.dtlsParameters });
      case 'join':
        return this.#join(ask.way, ask.offers);
      case 'ready':
        return this.#resumeAll();
    }
  }

  leave(): void {
    this.#isGone = true;
    this.#present.delete(this);
    this.#transports?.send.close();
    this.#transports?.receive.close();
    for (const { id } of this.producers) {
      for (const other of this.#present) other.#tell({ is: 'stopped', producerId: id });
    }
  }

  async #prepare(way: Way): Promise<Prepared> {
    const [send, receive] = await Promise.all([this.#openTransport(), this.#openTransport()]);
    this.#transports = { send, receive };
    const kinds = {
      warm: ['audio', 'video'],
      cold: ['audio', 'video'],
      trap: ['audio'],
      ready: ['audio'],
    };
    const tracks = await this.#consume(kinds[way], way !== 'cold');
    return { send: describe(send), receive: describe(receive), tracks };
  }

  async #join(way: Way, offers: Offer[]): Promise<void> {
    if (way === 'warm') void this.#resumeAll();
    const late = way === 'trap' || way === 'ready';
    const tracks = late ? await this.#consume(['video'], way === 'ready') : [];
    this.#tell({ is: 'joined', tracks });
    if (way === 'trap') void this.#resumeAll();
    const sending = this.#transports?.send;
    for (const offer of offers) {
      const producer = await sending?.produce(offer);
      if (producer === undefined || this.#isGone) continue;
      this.producers.push(producer);
      for (const other of this.#present) {
        const track = await other.#receive(producer, true);
        if (track !== undefined) other.#tell({ is: 'started', track });
      }
    }
    if (!this.#isGone) this.#present.add(this);
  }

  async #consume(kinds: string[] | undefined, paused: boolean): Promise<Track[]> {
    const all = [...this.#present].flatMap(({ producers }) => producers);
    const wanted = all.filter(({ kind }) => kinds?.includes(kind));
    const tracks = await Promise.all(wanted.map((producer) => this.#receive(producer, paused)));
    return tracks.filter((track) => track !== undefined);
  }

  async #receive(producer: types.Producer, paused: boolean): Promise<Track | undefined> {
    const consumer = await this.#transports?.receive.consume({
      producerId: producer.id,
      rtpCapabilities: this.#rtpCapabilities,
      paused,
    });
    if (consumer === undefined) return undefined;
    this.#consumers.push(consumer);
    const { id, producerId, kind, rtpParameters } = consumer;
    return { id, producerId, kind, rtpParameters: rtpParameters as Track['rtpParameters'] };
  }

  async #resumeAll(): Promise<void> {
    const paused = this.#consumers.filter((consumer) => consumer.paused && !consumer.closed);
    // One that has closed meanwhile is no fault.
    await Promise.allSettled(paused.map((consumer) => consumer.resume()));
  }

  #openTransport(): Promise<types.WebRtcTransport> {
    return this.#router.createWebRtcTransport({
      webRtcServer: this.#webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: 1_000_000,
    });
  }
}

const describe = ({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) => ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
});
