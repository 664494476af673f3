// A participant without a browser: speaks our signalling, sends and receives real media, and counts it.
import { randomBytes } from 'node:crypto';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Role } from '@distansmote/shared/signalling/role.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import type { ReceivableTrack } from '@distansmote/shared/signalling/shapes.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
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

/** Like a page, it negotiates tracks that arrive together at once, and confirms them in one request. */
const NEGOTIATION_MS = 20;
const MAX_PREPARATIONS = 10;

export interface ParticipantOptions {
  server: ServerAddress;
  callId: string;
  name: string;
  /** Default: none. */
  profession?: string;
  /** What they do for the others. Default: nothing. */
  role?: Role | undefined;
  sends: SentTracks;
  receives: boolean;
  /** Whether to report video sizes like a page on a laptop; otherwise none are reported. */
  watches?: boolean;
  /** Whether cameras are decrypted, for `onCamera`. */
  decrypts?: boolean;
  /** The address under which the server counts us; default our own. */
  address?: string;
  /**
   * How far to go: only a socket; the whole signalling with fingerprints, but without a packet of media; or
   * everything. The first two measure what a join costs without the handshakes.
   */
  depth: 'socket' | 'join' | 'media';
}

export class LoadParticipant {
  readonly #options: ParticipantOptions;
  #signalling: Signalling | undefined;
  #sending: Sending | undefined;
  #receiving: Receiving | undefined;
  #watching: Watching | undefined;
  readonly #personKey = randomBytes(16).toString('base64url');
  #ownId: string | undefined;
  #preparations = 0;
  /** Announced before they could be received. */
  #untaken: ReceivableTrack[] = [];
  /** Received, and not yet passed to `#watching`. */
  readonly #unwatched: ReceivableTrack[] = [];
  #hasJoined = false;
  #receivingTimer: NodeJS.Timeout | undefined;
  #tracks = 0;
  /** By SSRC, whose microphone it is. */
  readonly #voices = new Map<number, string>();
  #suppressedIds: readonly string[] = [];

  private constructor(options: ParticipantOptions) {
    this.#options = options;
  }

  /** Joins, as described in ARCHITECTURE.md; resolves when media flows. */
  static async enter(options: ParticipantOptions): Promise<LoadParticipant> {
    const participant = new LoadParticipant(options);
    const { server, address } = options;
    const handleNotice = (notice: Notice) => participant.#handleNotice(notice);
    const signalling = await openSignalling(server, handleNotice, { address });
    participant.#signalling = signalling;
    if (options.depth === 'socket') return participant;
    await participant.#join(signalling);
    return participant;
  }

  get ownId(): string | undefined {
    return this.#ownId;
  }

  /** Called for each packet of anybody's microphone. */
  set onVoice(heard: (of: string) => void) {
    if (this.#receiving === undefined) throw new Error('receives nothing');
    this.#receiving.onPacket = (ssrc) => {
      const of = this.#voices.get(ssrc);
      if (of !== undefined) heard(of);
    };
  }

  /** Called with each packet of anybody's camera, decrypted. */
  onCamera: ((of: ParticipantId, packet: Buffer) => void) | undefined;

  /** A compound packet about what it receives. */
  sendRtcp(packet: Buffer): void {
    this.#receiving?.sendRtcp(packet);
  }

  /** Shows somebody's camera in this size from now on, whatever the layout says. */
  async watch(participantId: ParticipantId, size: VideoSize): Promise<void> {
    const pictures = [{ participantId, source: 'camera' as const, size }];
    await this.#signalling?.request('setVideoSizes', { pictures });
  }

  /** The suppressed participants, according to the server's last notice. */
  get suppressedIds(): readonly string[] {
    return this.#suppressedIds;
  }

  /** Of each participant's microphone. */
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

  async raiseHand(): Promise<void> {
    await this.#signalling?.request('raiseHand', {});
  }

  leave(): void {
    clearTimeout(this.#receivingTimer);
    this.#watching?.stop();
    this.#sending?.close();
    this.#receiving?.close();
    this.#signalling?.close();
  }

  /** Like a page, prepares again if its preparation was evicted for others. */
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
    const { callId, name, profession = '', role, watches } = this.#options;
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
    await signalling.request('join', { name, profession, tracks, ...(role && { role }) });
    if (watches === true) this.#watching = new Watching(signalling);
    this.#hasJoined = true;
    await this.#takeTracks();
    this.#sending?.start();
  }

  async #connect(
    signalling: Signalling,
    { sendTransport, receiveTransport }: Reply<'prepare'>,
  ): Promise<void> {
    const { sends, receives, depth } = this.#options;
    const connect = async (direction: 'send' | 'receive') => {
      const transport = direction === 'send' ? sendTransport : receiveTransport;
      const line = depth === 'media' ? await MediaLine.open(transport) : undefined;
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

  #handleNotice({ name, body }: Notice): void {
    switch (name) {
      case 'trackStarted':
        this.#untaken.push(body.track);
        if (this.#hasJoined) this.#takeTracksSoon();
        break;
      case 'trackStopped':
        if (body.source === 'camera') this.#watching?.removeCamera(body.participantId);
        break;
      case 'participantLeft':
        this.#watching?.removeCamera(body.participantId);
        break;
      case 'subscribedLayersChanged':
        if (body.source === 'camera') this.#sending?.setWatchedLayers(body.layers);
        break;
      case 'suppressedChanged':
        this.#suppressedIds = body.suppressedIds;
        break;
      case 'speakersChanged':
        this.#watching?.speakersChanged(body.speakerIds.filter((id) => id !== this.#ownId));
        break;
      default:
    }
  }

  #takeTracksSoon(): void {
    clearTimeout(this.#receivingTimer);
    this.#receivingTimer = setTimeout(() => {
      this.#takeTracks().catch((error: unknown) => console.error(error));
    }, NEGOTIATION_MS);
  }

  /** Confirms that the announced tracks can be received; `Watching` reports the sizes. */
  async #takeTracks(): Promise<void> {
    const tracks = this.#options.receives ? this.#untaken.splice(0) : [];
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
    if (source === 'camera' && ssrc !== undefined && this.#options.decrypts === true)
      this.#receiving?.clear.set(ssrc, (packet) => this.onCamera?.(participantId, packet));
  }
}
