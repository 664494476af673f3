// A person in a meeting without a browser, whose camera sends numbered pictures, and who sees a room's.
import type { Colour } from '@distansmote/testkit/picture/colours.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { parseRtp } from '../../server/src/rtp/rtpPacket.ts';
import { Vp8Receiver } from '../../server/src/rtp/vp8/vp8Receiver.ts';
import { cameraOfThreeSizes } from '../load/camera.ts';
import { LoadParticipant } from '../load/loadParticipant.ts';
import type { MicrophoneSettings } from '../load/microphone.ts';
import type { BenchServer } from './benchServer.ts';
import { personFilm } from './films.ts';
import type { CodedPicture } from './seenPictures.ts';

const TICK_MS = 20;

export interface SentPicture {
  number: number;
  at: number;
}

export interface PersonOptions {
  name: string;
  colour?: Colour;
  /** Whether cameras are received, as a page on a laptop does. */
  watches?: boolean;
}

interface SeenCamera {
  receiver: Vp8Receiver;
  timer: NodeJS.Timeout;
  seen: CodedPicture[];
}

/** Of persons, so that what remains is a room's. */
const personIds = new Set<string | undefined>();

export class VirtualPerson {
  /** Of each layer of its camera, the smallest first. */
  readonly sent: readonly SentPicture[][];
  /** May be changed. */
  readonly microphone: MicrophoneSettings = { isSpeaking: false };
  largestPacket = 0;
  readonly #participant: LoadParticipant;
  readonly #cameras = new Map<ParticipantId, SeenCamera>();

  private constructor(
    participant: LoadParticipant,
    sent: readonly SentPicture[][],
    microphone: MicrophoneSettings,
  ) {
    this.#participant = participant;
    this.sent = sent;
    this.microphone = microphone;
    participant.onCamera = (of, packet) => this.#receive(of, packet);
  }

  static async enter(
    server: BenchServer,
    callId: string,
    { name, colour, watches = false }: PersonOptions,
  ): Promise<VirtualPerson> {
    const recording = await personFilm(colour);
    const sent: SentPicture[][] = cameraOfThreeSizes.layers.map(() => []);
    const microphone: MicrophoneSettings = { isSpeaking: false };
    const participant = await LoadParticipant.enter({
      server: server.load.address,
      callId,
      name,
      sends: {
        microphone,
        camera: {
          ...cameraOfThreeSizes,
          recording,
          onRecorded: (layer, number) => sent[layer]?.push({ number, at: performance.now() }),
        },
      },
      receives: true,
      watches,
      decrypts: watches,
      depth: 'media',
    });
    personIds.add(participant.ownId);
    return new VirtualPerson(participant, sent, microphone);
  }

  /** What it got of the cameras of the rooms, in order of arrival. */
  get seen(): CodedPicture[] {
    return this.#rooms.flatMap(([, { seen }]) => seen);
  }

  /** Shows every room as large as a page can. */
  async enlargeRooms(): Promise<void> {
    for (const [id] of this.#rooms) await this.#participant.watch(id, 'large');
  }

  /** What it has seen and sent so far. */
  forget(): void {
    for (const { seen } of this.#cameras.values()) seen.length = 0;
    for (const layer of this.sent) layer.length = 0;
  }

  leave(): void {
    for (const { timer } of this.#cameras.values()) clearInterval(timer);
    this.#participant.leave();
  }

  get #rooms(): [ParticipantId, SeenCamera][] {
    return [...this.#cameras].filter(([id]) => !personIds.has(id));
  }

  #receive(of: ParticipantId, packet: Buffer): void {
    this.largestPacket = Math.max(this.largestPacket, packet.length);
    const rtp = parseRtp(packet);
    if (rtp === undefined) return;
    const camera = this.#cameras.get(of) ?? this.#newCamera(rtp);
    this.#cameras.set(of, camera);
    camera.receiver.receive(rtp, performance.now());
  }

  #newCamera({ ssrc, payloadType }: { ssrc: number; payloadType: number }): SeenCamera {
    const seen: CodedPicture[] = [];
    const receiver: Vp8Receiver = new Vp8Receiver(
      { ssrc, payloadType },
      {
        onFrame: ({ data, isKeyFrame }, now) => void seen.push({ data, isKeyFrame, at: now }),
        onKeyFrameWanted: (now) => this.#participant.sendRtcp(receiver.keyFrameRequest(now)),
      },
    );
    return { receiver, seen, timer: setInterval(() => receiver.tick(performance.now()), TICK_MS) };
  }
}
