// All lines and mixes of the audio thread, by their keys, and the tick that they share.
import { Line } from './line.ts';
import { Mix } from './mix.ts';
import { MixSources } from './mixSources.ts';
import { OpusPool } from './opusPool.ts';
import { RtpPorts, RtpSocket, type PortPair } from '../rtp/rtpPorts.ts';
import type {
  FromSoundThread,
  LineKey,
  MixKey,
  SoundThreadData,
  ToSoundThread,
} from './soundMessages.ts';
import { Ticker } from './ticker.ts';

/** For a line that is open. */
type ToLine = Exclude<Extract<ToSoundThread, { line: LineKey }>, { type: 'openLine' }>;
type EnterMix = Extract<ToSoundThread, { type: 'enterMix' }>;

export class AudioEngine {
  readonly #emit: (event: FromSoundThread) => void;
  readonly #silenceSeconds: number;
  readonly #ports: RtpPorts;
  readonly #pool = new OpusPool();
  readonly #ticker = new Ticker((now) => this.#tick(now));
  readonly #lines = new Map<LineKey, Line>();
  readonly #mixes = new Map<MixKey, Mix>();
  readonly #mixOf = new Map<Line, Mix>();
  /** Lines and mixes that are being opened, with the messages that wait for them. */
  readonly #opening = new Map<LineKey | MixKey, ToSoundThread[]>();
  /** Sends the telephones' audio to their meetings. */
  #relaySocket: Promise<RtpSocket> | undefined;
  #isStopped = false;

  constructor(data: SoundThreadData, emit: (event: FromSoundThread) => void) {
    this.#emit = emit;
    this.#silenceSeconds = data.silenceSeconds;
    this.#ports = new RtpPorts(data.host, data.firstPort, data.lastPort);
  }

  /** Messages for a line or mix that is gone, or never was, are ignored. */
  handle(message: ToSoundThread): void {
    if (this.#isStopped) return;
    const key = 'line' in message ? message.line : 'mix' in message ? message.mix : undefined;
    if (message.type === 'leaveMix' || message.type === 'closeLine')
      this.#cancelEntering(message.line);
    const waiting =
      (key === undefined ? undefined : this.#opening.get(key)) ??
      (message.type === 'enterMix' ? this.#opening.get(message.mix) : undefined);
    if (waiting === undefined) this.#dispatch(message);
    else waiting.push(message);
  }

  #dispatch(message: ToSoundThread): void {
    switch (message.type) {
      case 'openLine':
        void this.#openLine(message.line);
        break;
      case 'openMix':
        void this.#openMix(message.mix);
        break;
      case 'addSource':
        // Without a decoder this source stays silent, and the others go on.
        this.#mixes
          .get(message.mix)
          ?.sources.add(message.source)
          .catch(() => undefined);
        break;
      case 'removeSource':
        this.#mixes.get(message.mix)?.sources.remove(message.ssrc);
        break;
      case 'closeMix':
        this.#closeMix(message.mix);
        break;
      case 'stop':
        this.#stop();
        break;
      default:
        this.#toLine(message);
    }
  }

  #toLine(message: ToLine): void {
    const line = this.#lines.get(message.line);
    if (line === undefined) return;
    switch (message.type) {
      case 'agree':
        line.agree(message.audio);
        break;
      case 'play':
        line.play(message.files, message.isRepeated);
        break;
      case 'stopPlaying':
        line.stopPlaying();
        break;
      case 'enterMix':
        void this.#enterMix(line, message);
        break;
      case 'leaveMix':
        this.#leaveMix(line);
        break;
      case 'setMuted':
        line.setMuted(message.isMuted);
        break;
      case 'closeLine':
        this.#closeLine(message.line, line);
        break;
    }
  }

  async #openLine(key: LineKey): Promise<void> {
    if (this.#lines.has(key)) return;
    this.#opening.set(key, []);
    let ports: PortPair | undefined;
    let reason = 'no port is left';
    try {
      ports = await this.#ports.open();
    } catch (error) {
      reason = (error as Error).message;
    }
    if (this.#isStopped) {
      ports?.rtp.close();
      ports?.rtcp.close();
    } else if (ports === undefined) {
      this.#opening.delete(key);
      this.#emit({ type: 'lineRefused', line: key, reason });
    } else {
      const line = new Line(key, ports, this.#silenceSeconds, this.#emit);
      this.#lines.set(key, line);
      this.#ticker.start();
      this.#emit({ type: 'lineOpened', line: key, audio: line.local });
      this.#flush(key);
    }
  }

  async #openMix(key: MixKey): Promise<void> {
    if (this.#mixes.has(key)) return;
    this.#opening.set(key, []);
    this.#pool.fill();
    let sources: MixSources;
    try {
      sources = await MixSources.open(this.#pool);
    } catch {
      // Without a loopback port this thread is of no use: it ends, and the next one may find one.
      this.#opening.delete(key);
      throw new Error('no port of the loopback is left');
    }
    if (this.#isStopped) return sources.close();
    this.#mixes.set(key, new Mix(sources));
    this.#emit({ type: 'mixOpened', mix: key, port: sources.port });
    this.#flush(key);
  }

  /** The line leaves a mix that is still being opened. */
  #cancelEntering(line: LineKey): void {
    for (const [key, waiting] of this.#opening) {
      const kept = waiting.filter((one) => one.type !== 'enterMix' || one.line !== line);
      this.#opening.set(key, kept);
    }
  }

  #flush(key: LineKey | MixKey): void {
    const waiting = this.#opening.get(key) ?? [];
    this.#opening.delete(key);
    for (const message of waiting) this.handle(message);
  }

  async #enterMix(line: Line, { line: key, mix: mixKey, sending }: EnterMix): Promise<void> {
    const mix = this.#mixes.get(mixKey);
    if (mix === undefined) return;
    this.#leaveMix(line);
    this.#mixOf.set(line, mix);
    this.#relaySocket ??= RtpSocket.open('127.0.0.1', 0);
    const relaySocket = await this.#relaySocket;
    if (this.#lines.get(key) !== line || this.#mixOf.get(line) !== mix) return;
    mix.enter(line);
    line.enterMeeting(relaySocket, sending);
  }

  #leaveMix(line: Line): void {
    this.#mixOf.get(line)?.leave(line);
    this.#mixOf.delete(line);
    line.leaveMeeting();
  }

  #closeLine(key: LineKey, line: Line): void {
    this.#leaveMix(line);
    this.#lines.delete(key);
    line.close();
    if (this.#lines.size === 0) this.#ticker.stop();
  }

  #closeMix(key: MixKey): void {
    const mix = this.#mixes.get(key);
    if (mix === undefined) return;
    for (const [line, its] of this.#mixOf) if (its === mix) this.#leaveMix(line);
    this.#mixes.delete(key);
    mix.close();
  }

  #tick(now: number): void {
    for (const mix of this.#mixes.values()) mix.send(now);
    for (const line of this.#lines.values()) {
      if (!this.#mixOf.has(line)) line.send(undefined, now);
      line.tick(now);
    }
  }

  #stop(): void {
    this.#isStopped = true;
    for (const [key, line] of this.#lines) this.#closeLine(key, line);
    for (const key of this.#mixes.keys()) this.#closeMix(key);
    this.#ticker.stop();
    this.#pool.close();
    this.#relaySocket?.then((socket) => socket.close()).catch(() => undefined);
    this.#emit({ type: 'stopped' });
  }
}
