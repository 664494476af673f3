// One meeting that is listened to: its voices by RTP over the loopback, an SSRC for each.
import { isRtcp, parseRtp } from '../rtp/rtpPacket.ts';
import { RtpSocket } from '../rtp/rtpPorts.ts';
import type { MixSource } from '../sound/audioMessages.ts';
import type { OpusPool } from '../sound/opusPool.ts';
import type { SpokenLine } from './captionMessages.ts';
import { EngineHealth, type EngineFailure } from './engineHealth.ts';
import type { Recognizer } from './recognizer.ts';
import { Spoken } from './spoken.ts';
import { Voice } from './voice.ts';

const LOOPBACK = '127.0.0.1';
/** Of one meeting at a time, being spoken or waiting for their text. Nobody reads more voices at once. */
const MAX_UTTERANCES = 6;

/** What the meetings share: the engine, and how much it is asked at a time. */
export interface SharedEngine {
  recognizer: Recognizer;
  pool: OpusPool;
  /** @returns whether one more utterance may be given to it; `giveBack` when it is over. */
  take(): boolean;
  giveBack(): void;
}

export interface ListeningListener {
  spoke(line: SpokenLine): void;
  healthChanged(failing: EngineFailure | undefined): void;
}

export class Listening {
  readonly #socket: RtpSocket;
  readonly #engine: SharedEngine;
  readonly #listener: ListeningListener;
  readonly #health: EngineHealth;
  readonly #voices = new Map<number, Voice>();
  /** Voices whose decoder is being made. */
  readonly #opening = new Map<number, MixSource>();
  readonly #utterances = new Set<Spoken>();
  /** Of milliseconds since 1970: numbers ascend also when this is not the first to listen to the meeting. */
  #lastLine = Date.now();
  #isClosed = false;

  private constructor(socket: RtpSocket, engine: SharedEngine, listener: ListeningListener) {
    this.#socket = socket;
    this.#engine = engine;
    this.#listener = listener;
    this.#health = new EngineHealth(
      () => engine.recognizer.probe(),
      (failing) => listener.healthChanged(failing),
    );
    socket.listen((packet, { address }) => {
      if (address === LOOPBACK) this.#receive(packet, performance.now());
    });
  }

  static async open(engine: SharedEngine, listener: ListeningListener): Promise<Listening> {
    return new Listening(await RtpSocket.open(LOOPBACK, 0), engine, listener);
  }

  get port(): number {
    return this.#socket.port;
  }

  /** Rejects when there is no decoder for it. */
  async add(source: MixSource): Promise<void> {
    const { ssrc } = source;
    this.remove(ssrc);
    this.#opening.set(ssrc, source);
    const { recognizer, pool } = this.#engine;
    const voice = await Voice.open(source, pool, recognizer.cutRules, () => this.#begin(ssrc));
    if (this.#opening.get(ssrc) !== source) return voice.close();
    this.#opening.delete(ssrc);
    this.#voices.set(ssrc, voice);
  }

  remove(ssrc: number): void {
    this.#opening.delete(ssrc);
    this.#voices.get(ssrc)?.close();
    this.#voices.delete(ssrc);
  }

  /** Each 20 ms. */
  tick(now: number): void {
    for (const voice of this.#voices.values()) voice.tick(now);
    this.#health.tick(now);
  }

  close(): void {
    this.#isClosed = true;
    for (const ssrc of [...this.#voices.keys(), ...this.#opening.keys()]) this.remove(ssrc);
    for (const utterance of this.#utterances) utterance.abandon();
    this.#health.close();
    this.#socket.close();
  }

  #receive(packet: Buffer, now: number): void {
    if (isRtcp(packet)) return;
    const rtp = parseRtp(packet);
    const voice = rtp && this.#voices.get(rtp.ssrc);
    if (rtp && voice?.source.payloadType === rtp.payloadType) voice.put(rtp, now);
  }

  /** @returns undefined when the engine cannot take another utterance. */
  #begin(ssrc: number): Spoken | undefined {
    if (this.#isClosed || !this.#health.isUsable) return undefined;
    if (this.#utterances.size >= MAX_UTTERANCES || !this.#engine.take()) {
      this.#health.failed('busy', performance.now());
      return undefined;
    }
    const spoken = new Spoken(this.#engine.recognizer, {
      nextLine: () => (this.#lastLine += 1),
      told: (line) => this.#listener.spoke({ ssrc, ...line }),
      done: (why) => {
        this.#utterances.delete(spoken);
        this.#engine.giveBack();
        if (this.#isClosed) return;
        if (why === undefined) this.#health.succeeded();
        else this.#health.failed(why, performance.now());
      },
    });
    this.#utterances.add(spoken);
    return spoken;
  }
}
