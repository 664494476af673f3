// A participant without a browser: speaks our signalling, sends and receives real media, and counts it.
import { randomBytes } from 'node:crypto';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import type { ReceivableTrack } from '@distansmote/shared/signalling/shapes.ts';
import { RequestRefused } from '@distansmote/testkit/browser/signallingSocket.ts';
import { browserCapabilities } from './browserCapabilities.ts';
import { addCounts, type Counts, NO_COUNTS } from './counts.ts';
import { ownDtlsParameters } from './dtlsHandshake.ts';
import { MediaLine } from './mediaLine.ts';
import { expectedOf } from './receivedStreams.ts';
import { Receiving } from './receiving.ts';
import { Sending, type SentTracks } from './sending.ts';
import { openSignalling, type ServerAddress, type Signalling } from './signalling.ts';
import { Watching } from './watching.ts';

/** A page negotiates tracks that come together at once, and says so in one request. */
const NEGOTIATION_MS = 20;
const MAX_PREPARATIONS = 10;

export interface ParticipantWish {
  server: ServerAddress;
  callId: string;
  name: string;
  sends: SentTracks;
  receives: boolean;
  /** As a page on a laptop, say how large each picture is shown; else nothing is said of that. */
  watches?: boolean;
  /** As which the server counts us; its own where left out. */
  address?: string;
  /**
   * How far in: a socket only; all the signalling, with fingerprints, but no packet of media; or everything.
   * The former two are for measuring what a join costs apart from the handshakes.
   */
  goesTo: 'socket' | 'join' | 'media';
}

export class LoadParticipant {
  readonly #wish: ParticipantWish;
  #signalling: Signalling | undefined;
  #sending: Sending | undefined;
  #receiving: Receiving | undefined;
  #watching: Watching | undefined;
  readonly #personKey = randomBytes(16).toString('base64url');
  #ownId: string | undefined;
  #preparations = 0;
  /** That have come before they can be taken. */
  #untaken: ReceivableTrack[] = [];
  /** That have been taken, and of which `#watching` has not heard. */
  readonly #unwatched: ReceivableTrack[] = [];
  #isIn = false;
  #taking: NodeJS.Timeout | undefined;
  #tracks = 0;
  /** By SSRC, whose microphone that is. */
  readonly #voices = new Map<number, string>();
  #unheardIds: readonly string[] = [];

  private constructor(wish: ParticipantWish) {
    this.#wish = wish;
  }

  /** Goes the way of a join (ARCHITECTURE.md); resolves when media flows. */
  static async enter(wish: ParticipantWish): Promise<LoadParticipant> {
    const participant = new LoadParticipant(wish);
    const { server, address } = wish;
    const heed = (notice: Notice) => participant.#heed(notice);
    const signalling = await openSignalling(server, heed, { address });
    participant.#signalling = signalling;
    if (wish.goesTo === 'socket') return participant;
    await participant.#join(signalling);
    return participant;
  }

  get ownId(): string | undefined {
    return this.#ownId;
  }

  /** Tells of each packet of somebody's microphone, as it comes. */
  set onVoice(heard: (of: string) => void) {
    if (this.#receiving === undefined) throw new Error('receives nothing');
    this.#receiving.onPacket = (ssrc) => {
      const of = this.#voices.get(ssrc);
      if (of !== undefined) heard(of);
    };
  }

  /** Whose voices are not passed on just now, as the server said last. */
  get suppressedIds(): readonly string[] {
    return this.#unheardIds;
  }

  /** Of the microphone of each who has one. */
  get voicePackets(): ReadonlyMap<string, number> {
    const streams = [...(this.#receiving?.streams.all ?? [])];
    const packetsOf = (ssrc: number) => streams.find((one) => one.ssrc === ssrc)?.packets ?? 0;
    return new Map([...this.#voices].map(([ssrc, id]) => [id, packetsOf(ssrc)]));
  }

  get counts(): Counts {
    let counts: Counts = { ...NO_COUNTS, participants: 1, tracks: this.#tracks };
    counts.preparations = this.#preparations;
    for (const stream of this.#receiving?.streams.all ?? []) {
      counts = addCounts(counts, {
        ...NO_COUNTS,
        streams: 1,
        packetsReceived: stream.packets,
        bytesReceived: stream.bytes,
        packetsLost: Math.max(0, expectedOf(stream) - stream.packets),
      });
    }
    const probes = this.#receiving?.streams.probes ?? { packets: 0, bytes: 0 };
    counts.probePackets = probes.packets;
    counts.probeBytes = probes.bytes;
    for (const { packets, bytes } of this.#sending?.streams ?? []) {
      counts.packetsSent += packets;
      counts.bytesSent += bytes;
    }
    counts.packetsLostGoingIn = this.#sending?.packetsLost ?? 0;
    counts.keyFramesSent = this.#sending?.keyFrames ?? 0;
    return counts;
  }

  leave(): void {
    clearTimeout(this.#taking);
    this.#watching?.stop();
    this.#sending?.close();
    this.#receiving?.close();
    this.#signalling?.close();
  }

  /** As a page, prepares anew when what it had prepared was given up for others. */
  async #join(signalling: Signalling): Promise<void> {
    try {
      this.#preparations += 1;
      await this.#prepareAndJoin(signalling);
    } catch (error) {
      const isExpired = error instanceof RequestRefused && error.code === 'notPrepared';
      if (!isExpired || this.#preparations === MAX_PREPARATIONS) throw error;
      this.#sending?.close();
      this.#receiving?.close();
      await this.#join(signalling);
    }
  }

  async #prepareAndJoin(signalling: Signalling): Promise<void> {
    const { callId, name, watches } = this.#wish;
    const prepared = await signalling.request('prepare', {
      callId,
      personKey: this.#personKey,
      rtpCapabilities: browserCapabilities,
    });
    this.#ownId = prepared.participantId;
    this.#untaken = [...prepared.tracks];
    await this.#connect(signalling, prepared);
    await this.#takeTracks();
    const tracks = this.#sending?.offers ?? [];
    await signalling.request('join', { name, profession: '', tracks });
    if (watches === true) this.#watching = new Watching(signalling);
    this.#isIn = true;
    await this.#takeTracks();
    this.#sending?.start();
  }

  async #connect(
    signalling: Signalling,
    { sendTransport, receiveTransport }: Reply<'prepare'>,
  ): Promise<void> {
    const { sends, receives, goesTo } = this.#wish;
    const connect = async (direction: 'send' | 'receive') => {
      const transport = direction === 'send' ? sendTransport : receiveTransport;
      const line = goesTo === 'media' ? await MediaLine.open(transport) : undefined;
      try {
        const dtlsParameters = ownDtlsParameters;
        await signalling.request('connectTransport', { direction, dtlsParameters });
        await line?.connect();
        return line;
      } catch (error) {
        line?.close();
        throw error;
      }
    };
    const isSending = Object.keys(sends).length > 0;
    const [sendLine, receiveLine] = await Promise.all([
      isSending ? connect('send') : undefined,
      receives ? connect('receive') : undefined,
    ]);
    if (isSending) this.#sending = new Sending(sendLine, sends);
    if (receiveLine !== undefined) this.#receiving = new Receiving(receiveLine);
  }

  #heed({ name, body }: Notice): void {
    switch (name) {
      case 'trackStarted':
        this.#untaken.push(body.track);
        if (this.#isIn) this.#takeTracksSoon();
        break;
      case 'subscribedLayersChanged':
        if (body.source === 'camera') this.#sending?.setWatchedLayers(body.layers);
        break;
      case 'suppressedChanged':
        this.#unheardIds = body.suppressedIds;
        break;
      case 'speakersChanged':
        this.#watching?.speakersChanged(body.speakerIds.filter((id) => id !== this.#ownId));
        break;
      default:
    }
  }

  #takeTracksSoon(): void {
    clearTimeout(this.#taking);
    this.#taking = setTimeout(() => {
      this.#takeTracks().catch((error: unknown) => console.error(error));
    }, NEGOTIATION_MS);
  }

  /** Says that what has come can be received; how large it is shown, says `Watching`. */
  async #takeTracks(): Promise<void> {
    const tracks = this.#wish.receives ? this.#untaken.splice(0) : [];
    if (tracks.length > 0) {
      this.#tracks += tracks.length;
      for (const track of tracks) this.#expect(track);
      await this.#signalling?.request('tracksReady', {
        tracks: tracks.map(({ participantId, source }) => ({ participantId, source })),
      });
    }
    this.#unwatched.push(...tracks);
    if (this.#watching === undefined) return;
    for (const { participantId, source } of this.#unwatched.splice(0))
      if (source === 'camera') this.#watching.addCamera(participantId);
  }

  #expect({ participantId, source, rtpParameters }: ReceivableTrack): void {
    this.#receiving?.expect(rtpParameters);
    const ssrc = rtpParameters.encodings?.[0]?.ssrc;
    if (source === 'microphone' && ssrc !== undefined) this.#voices.set(ssrc, participantId);
  }
}
