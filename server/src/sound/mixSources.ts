// The meeting's voices that telephones hear: RTP over the loopback, an SSRC for each.
import { isRtcp, parseRtp } from '../rtp/rtpPacket.ts';
import { RtpSocket } from '../rtp/rtpPorts.ts';
import type { MixSource } from './audioMessages.ts';
import { NARROWBAND, type SampleRate } from './sampleRate.ts';
import { type OpusPools, SourceInput } from './sourceInput.ts';

const LOOPBACK = '127.0.0.1';

export class MixSources {
  readonly #socket: RtpSocket;
  readonly #pools: OpusPools;
  readonly #inputs = new Map<number, SourceInput>();
  #rate: SampleRate = NARROWBAND;

  private constructor(socket: RtpSocket, pools: OpusPools) {
    this.#socket = socket;
    this.#pools = pools;
    socket.listen((packet, { address }) => {
      if (address === LOOPBACK) this.#receive(packet, performance.now());
    });
  }

  static async open(pools: OpusPools): Promise<MixSources> {
    return new MixSources(await RtpSocket.open(LOOPBACK, 0), pools);
  }

  get port(): number {
    return this.#socket.port;
  }

  /** Rejects when there is no decoder for it. */
  async add(source: MixSource): Promise<void> {
    this.remove(source.ssrc);
    const input = new SourceInput(source, this.#pools, this.#rate);
    this.#inputs.set(source.ssrc, input);
    await input.open();
  }

  remove(ssrc: number): void {
    this.#inputs.get(ssrc)?.close();
    this.#inputs.delete(ssrc);
  }

  /** From now on voices are decoded at that rate; those that speak fade over to it. */
  setRate(rate: SampleRate): void {
    if (rate === this.#rate) return;
    this.#rate = rate;
    for (const input of this.#inputs.values()) input.setRate(rate);
  }

  /** @returns 20 ms of each source that can be heard now, at 8 or 16 kHz. */
  pull(now: number): Int16Array[] {
    const frames: Int16Array[] = [];
    for (const input of this.#inputs.values()) frames.push(...input.pull(now));
    return frames;
  }

  close(): void {
    for (const ssrc of this.#inputs.keys()) this.remove(ssrc);
    this.#socket.close();
  }

  #receive(packet: Buffer, now: number): void {
    if (isRtcp(packet)) return;
    const rtp = parseRtp(packet);
    const input = rtp && this.#inputs.get(rtp.ssrc);
    if (rtp && input?.source.payloadType === rtp.payloadType) input.put(rtp, now);
  }
}
