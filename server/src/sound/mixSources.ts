// The meeting's voices that telephones hear: RTP over the loopback, an SSRC for each.
import { JitterBuffer } from './jitterBuffer.ts';
import { AutomaticGainControl } from './automaticGainControl.ts';
import type { OpusPool } from './opusPool.ts';
import { isRtcp, parseRtp } from '../rtp/rtpPacket.ts';
import { RtpSocket } from '../rtp/rtpPorts.ts';
import { G711Decoder, type StreamDecoder } from './streamDecoder.ts';
import type { MixSource } from './audioMessages.ts';

const LOOPBACK = '127.0.0.1';

interface Heard {
  source: MixSource;
  /** Undefined until its decoder is ready. */
  buffer: JitterBuffer | undefined;
  gainControl: AutomaticGainControl;
  free(): void;
}

export class MixSources {
  readonly #socket: RtpSocket;
  readonly #pool: OpusPool;
  readonly #heard = new Map<number, Heard>();

  private constructor(socket: RtpSocket, pool: OpusPool) {
    this.#socket = socket;
    this.#pool = pool;
    socket.listen((packet, { address }) => {
      if (address === LOOPBACK) this.#receive(packet, performance.now());
    });
  }

  static async open(pool: OpusPool): Promise<MixSources> {
    return new MixSources(await RtpSocket.open(LOOPBACK, 0), pool);
  }

  get port(): number {
    return this.#socket.port;
  }

  async add(source: MixSource): Promise<void> {
    this.remove(source.ssrc);
    const heard: Heard = {
      source,
      buffer: undefined,
      gainControl: new AutomaticGainControl(),
      free: () => {},
    };
    this.#heard.set(source.ssrc, heard);
    let decoder: StreamDecoder;
    if (source.codec === 'opus') {
      const opus = await this.#pool.take();
      if (this.#heard.get(source.ssrc) !== heard) return opus.free();
      heard.free = () => opus.free();
      decoder = opus;
    } else {
      decoder = new G711Decoder('PCMA');
    }
    heard.buffer = new JitterBuffer(decoder);
  }

  remove(ssrc: number): void {
    this.#heard.get(ssrc)?.free();
    this.#heard.delete(ssrc);
  }

  /** @returns 20 ms of each source that can be heard now. */
  pull(now: number): Int16Array[] {
    const frames: Int16Array[] = [];
    for (const { buffer, gainControl } of this.#heard.values()) {
      const frame = buffer?.pull(now);
      if (frame !== undefined) frames.push(gainControl.level(frame));
    }
    return frames;
  }

  close(): void {
    for (const ssrc of this.#heard.keys()) this.remove(ssrc);
    this.#socket.close();
  }

  #receive(packet: Buffer, now: number): void {
    if (isRtcp(packet)) return;
    const rtp = parseRtp(packet);
    const heard = rtp && this.#heard.get(rtp.ssrc);
    if (heard?.source.payloadType === rtp?.payloadType && rtp) heard?.buffer?.put(rtp, now);
  }
}
