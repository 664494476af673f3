// A participant without a browser: speaks our signalling, sends and receives real media, and counts it.
import { randomBytes } from 'node:crypto';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { TransportDescription } from '@distansmote/shared/signalling/rtp.ts';
import type { ReceivableTrack } from '@distansmote/shared/signalling/shapes.ts';
import { browserCapabilities } from './browserCapabilities.ts';
import { addCounts, type Counts, NO_COUNTS } from './counts.ts';
import { ownDtlsParameters } from './dtlsHandshake.ts';
import { MediaLine } from './mediaLine.ts';
import { expectedOf } from './receivedStreams.ts';
import { Receiving } from './receiving.ts';
import { Sending, type SentTracks } from './sending.ts';
import { openSignalling, type ServerAddress, type Signalling } from './signalling.ts';

export interface ParticipantWish {
  server: ServerAddress;
  callId: string;
  name: string;
  sends: SentTracks;
  receives: boolean;
  /** As which the server counts us; its own where left out. */
  address?: string;
  /**
   * How far in: a socket only; all the signalling, with fingerprints, but no packet of media; or everything.
   * The former two are for measuring what a join costs apart from the handshakes.
   */
  goesTo: 'socket' | 'join' | 'media';
}

export class LoadParticipant {
  readonly #signalling: Signalling;
  readonly #sending: Sending | undefined;
  readonly #receiving: Receiving | undefined;
  #tracks = 0;

  private constructor(
    signalling: Signalling,
    media: { sending: Sending | undefined; receiving: Receiving | undefined },
  ) {
    this.#signalling = signalling;
    this.#sending = media.sending;
    this.#receiving = media.receiving;
  }

  /** Goes the way of a join (ARCHITECTURE.md); resolves when media flows. */
  static async enter(wish: ParticipantWish): Promise<LoadParticipant> {
    const untaken: ReceivableTrack[] = [];
    let takeTrack = (track: ReceivableTrack) => void untaken.push(track);
    const onNotice = (notice: Notice) => {
      if (notice.name === 'trackStarted') takeTrack(notice.body.track);
    };
    const signalling = await openSignalling(wish.server, onNotice, wish.address);
    if (wish.goesTo === 'socket')
      return new LoadParticipant(signalling, { sending: undefined, receiving: undefined });
    const prepared = await signalling.request('prepare', {
      callId: wish.callId,
      personKey: randomBytes(16).toString('base64url'),
      rtpCapabilities: browserCapabilities,
    });
    untaken.push(...prepared.tracks);

    const connect = async (direction: 'send' | 'receive', transport: TransportDescription) => {
      const line = wish.goesTo === 'media' ? await MediaLine.open(transport) : undefined;
      await signalling.request('connectTransport', {
        direction,
        dtlsParameters: ownDtlsParameters,
      });
      await line?.connect();
      return line;
    };
    const sends = Object.keys(wish.sends).length > 0;
    const [sendLine, receiveLine] = await Promise.all([
      sends ? connect('send', prepared.sendTransport) : undefined,
      wish.receives ? connect('receive', prepared.receiveTransport) : undefined,
    ]);
    const sending = sends ? new Sending(sendLine, wish.sends) : undefined;
    const receiving = receiveLine && new Receiving(receiveLine);

    const participant = new LoadParticipant(signalling, { sending, receiving });
    await participant.#takeTracks(wish.receives ? untaken.splice(0) : []);
    await signalling.request('join', {
      name: wish.name,
      profession: '',
      tracks: sending?.offers ?? [],
    });
    if (wish.receives) {
      takeTrack = (track) => {
        participant.#takeTracks([track]).catch((error: unknown) => console.error(error));
      };
      await participant.#takeTracks(untaken.splice(0));
    }
    sending?.start();
    return participant;
  }

  get counts(): Counts {
    let counts: Counts = { ...NO_COUNTS, participants: 1, tracks: this.#tracks };
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
    counts.keyFramesSent = this.#sending?.keyFrames ?? 0;
    return counts;
  }

  async leave(): Promise<void> {
    this.#sending?.close();
    this.#receiving?.close();
    this.#signalling.close();
  }

  /** The one place where a page says what it takes; how large it shows each would be said here too. */
  async #takeTracks(tracks: readonly ReceivableTrack[]): Promise<void> {
    if (tracks.length === 0) return;
    this.#tracks += tracks.length;
    for (const { rtpParameters } of tracks) this.#receiving?.expect(rtpParameters);
    await this.#signalling.request('tracksReady', {
      tracks: tracks.map(({ participantId, source }) => ({ participantId, source })),
    });
  }
}
