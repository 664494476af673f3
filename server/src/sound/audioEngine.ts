// The audio engine: all endpoints and mixes by their keys, and the tick that they share. Runs in the audio thread.
import { AudioEndpoint } from './audioEndpoint.ts';
import { Mix } from './mix.ts';
import { MixSources } from './mixSources.ts';
import { OpusPool } from './opusPool.ts';
import { TextLines } from '../rtp/text/textLines.ts';
import { RtpPorts, RtpSocket, type PortPair } from '../rtp/rtpPorts.ts';
import type {
  FromAudioThread,
  EndpointKey,
  MixKey,
  AudioThreadData,
  ToAudioThread,
} from './audioMessages.ts';
import { NARROWBAND, WIDEBAND } from './sampleRate.ts';
import { Ticker } from '../platform/ticker.ts';

/** For an endpoint that is open. */
type ToEndpoint = Exclude<
  Extract<ToAudioThread, { endpoint: EndpointKey }>,
  { type: 'openEndpoint' }
>;
type EnterMix = Extract<ToAudioThread, { type: 'enterMix' }>;

export class AudioEngine {
  readonly #emit: (event: FromAudioThread) => void;
  readonly #silenceSeconds: number;
  readonly #ports: RtpPorts;
  readonly #pools = {
    [NARROWBAND]: new OpusPool(NARROWBAND),
    [WIDEBAND]: new OpusPool(WIDEBAND),
  };
  readonly #ticker = new Ticker((now) => this.#tick(now));
  readonly #endpoints = new Map<EndpointKey, AudioEndpoint>();
  readonly #mixes = new Map<MixKey, Mix>();
  readonly #texts = new TextLines<EndpointKey>({
    onText: (endpoint, text) => this.#emit({ type: 'textReceived', endpoint, text }),
    onDropped: (endpoint, characters) => this.#emit({ type: 'textDropped', endpoint, characters }),
  });
  readonly #mixOf = new Map<AudioEndpoint, Mix>();
  /** Endpoints and mixes that are being opened, with the messages that wait for them. */
  readonly #opening = new Map<EndpointKey | MixKey, ToAudioThread[]>();
  /** Sends the telephones' audio to their meetings. */
  #uplinkSocket: Promise<RtpSocket> | undefined;
  #isStopped = false;

  constructor(data: AudioThreadData, emit: (event: FromAudioThread) => void) {
    this.#emit = emit;
    this.#silenceSeconds = data.silenceSeconds;
    this.#ports = new RtpPorts(data.host, data.firstPort, data.lastPort);
  }

  /** Messages for an endpoint or mix that is gone, or never was, are ignored. */
  handle(message: ToAudioThread): void {
    if (this.#isStopped) return;
    const key =
      'endpoint' in message ? message.endpoint : 'mix' in message ? message.mix : undefined;
    if (message.type === 'leaveMix' || message.type === 'closeEndpoint')
      this.#cancelEntering(message.endpoint);
    const waiting =
      (key === undefined ? undefined : this.#opening.get(key)) ??
      (message.type === 'enterMix' ? this.#opening.get(message.mix) : undefined);
    if (waiting === undefined) this.#dispatch(message);
    else waiting.push(message);
  }

  #dispatch(message: ToAudioThread): void {
    switch (message.type) {
      case 'openEndpoint':
        void this.#openEndpoint(message.endpoint);
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
        this.#toEndpoint(message);
    }
  }

  #toEndpoint(message: ToEndpoint): void {
    const endpoint = this.#endpoints.get(message.endpoint);
    if (endpoint === undefined) return;
    switch (message.type) {
      case 'agree':
        endpoint.agree(message.audio);
        break;
      case 'play':
        endpoint.play(message.files, message.isRepeated);
        break;
      case 'stopPlaying':
        endpoint.stopPlaying();
        break;
      case 'sendDigits':
        endpoint.sendDigits(message.digits);
        break;
      case 'enterMix':
        void this.#enterMix(endpoint, message);
        break;
      case 'leaveMix':
        this.#leaveMix(endpoint);
        break;
      case 'setMuted':
        endpoint.setMuted(message.isMuted);
        endpoint.isAlwaysHeard = message.isAlwaysHeard === true;
        this.#mixOf.get(endpoint)?.exemptionsChanged();
        break;
      case 'openText':
        void this.#openText(message.endpoint, endpoint);
        break;
      case 'agreeText':
        this.#texts.agree(message.endpoint, message.text);
        break;
      case 'closeText':
        this.#texts.close(message.endpoint);
        break;
      case 'writeText':
        this.#texts.write(message.endpoint, message.writer, message.text);
        break;
      case 'closeEndpoint':
        this.#closeEndpoint(message.endpoint, endpoint);
        break;
    }
  }

  async #openEndpoint(key: EndpointKey): Promise<void> {
    if (this.#endpoints.has(key)) return;
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
      this.#emit({ type: 'endpointRefused', endpoint: key, reason });
    } else {
      const endpoint = new AudioEndpoint(key, ports, this.#silenceSeconds, this.#emit);
      this.#endpoints.set(key, endpoint);
      this.#ticker.start();
      this.#emit({ type: 'endpointOpened', endpoint: key, audio: endpoint.local });
      this.#flush(key);
    }
  }

  /** A call without a port for its text goes on without. */
  async #openText(key: EndpointKey, endpoint: AudioEndpoint): Promise<void> {
    const ports = await this.#ports.open().catch(() => undefined);
    if (ports !== undefined && this.#endpoints.get(key) !== endpoint) {
      ports.rtp.close();
      ports.rtcp.close();
    } else if (ports === undefined) {
      this.#emit({ type: 'textRefused', endpoint: key });
    } else {
      const text = this.#texts.open(key, ports);
      this.#emit({ type: 'textOpened', endpoint: key, text });
    }
  }

  async #openMix(key: MixKey): Promise<void> {
    if (this.#mixes.has(key)) return;
    this.#opening.set(key, []);
    this.#pools[NARROWBAND].fill();
    let sources: MixSources;
    try {
      sources = await MixSources.open(this.#pools);
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

  /** The endpoint leaves a mix that is still being opened. */
  #cancelEntering(endpoint: EndpointKey): void {
    for (const [key, waiting] of this.#opening) {
      const kept = waiting.filter((one) => one.type !== 'enterMix' || one.endpoint !== endpoint);
      this.#opening.set(key, kept);
    }
  }

  #flush(key: EndpointKey | MixKey): void {
    const waiting = this.#opening.get(key) ?? [];
    this.#opening.delete(key);
    for (const message of waiting) this.handle(message);
  }

  async #enterMix(
    endpoint: AudioEndpoint,
    { endpoint: key, mix: mixKey, sending }: EnterMix,
  ): Promise<void> {
    const mix = this.#mixes.get(mixKey);
    if (mix === undefined) return;
    this.#leaveMix(endpoint);
    this.#mixOf.set(endpoint, mix);
    this.#uplinkSocket ??= RtpSocket.open('127.0.0.1', 0);
    const uplinkSocket = await this.#uplinkSocket;
    if (this.#endpoints.get(key) !== endpoint || this.#mixOf.get(endpoint) !== mix) return;
    mix.enter(endpoint);
    endpoint.enterMeeting(uplinkSocket, sending);
  }

  #leaveMix(endpoint: AudioEndpoint): void {
    this.#mixOf.get(endpoint)?.leave(endpoint);
    this.#mixOf.delete(endpoint);
    endpoint.leaveMeeting();
  }

  #closeEndpoint(key: EndpointKey, endpoint: AudioEndpoint): void {
    this.#leaveMix(endpoint);
    this.#endpoints.delete(key);
    this.#texts.close(key);
    endpoint.close();
    if (this.#endpoints.size === 0) this.#ticker.stop();
  }

  #closeMix(key: MixKey): void {
    const mix = this.#mixes.get(key);
    if (mix === undefined) return;
    for (const [endpoint, its] of this.#mixOf) if (its === mix) this.#leaveMix(endpoint);
    this.#mixes.delete(key);
    mix.close();
  }

  #tick(now: number): void {
    for (const mix of this.#mixes.values()) mix.send(now);
    for (const endpoint of this.#endpoints.values()) {
      if (!this.#mixOf.has(endpoint)) endpoint.send(undefined, now);
      endpoint.tick(now);
    }
    this.#texts.tick(now);
  }

  #stop(): void {
    this.#isStopped = true;
    for (const [key, endpoint] of this.#endpoints) this.#closeEndpoint(key, endpoint);
    for (const key of this.#mixes.keys()) this.#closeMix(key);
    this.#ticker.stop();
    this.#pools[NARROWBAND].close();
    this.#pools[WIDEBAND].close();
    this.#uplinkSocket?.then((socket) => socket.close()).catch(() => undefined);
    this.#emit({ type: 'stopped' });
  }
}
