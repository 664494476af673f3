// A room's camera: sends encoded frames as RTP (RFC 6184) in real time, and a key frame when asked.
import type { EncodedFrame } from './encodedFilm.ts';
import { senderReport } from './rtcpByHand.ts';

const CLOCK = 90_000;
const MAX_PAYLOAD_BYTES = 1_200;
/** About two seconds. */
const HISTORY_PACKETS = 500;

export interface CameraOptions {
  payloadType: number;
  packetizationMode: 0 | 1;
  framesPerSecond: number;
  sendRtp: (packet: Buffer) => void;
  sendRtcp: (packet: Buffer) => void;
}

export class FilmCamera {
  ssrc = Math.floor(Math.random() * 2 ** 32);
  /** When each frame was sent, in the time of `performance.now`, by the number in its picture. */
  readonly sentAt = new Map<number, number>();
  /** The same of all frames, in order: numbers come again, since the film is a loop. */
  readonly sent: { number: number; at: number }[] = [];
  keyFramesAsked = 0;
  /** The latest packets, by sequence number. */
  readonly #history = new Map<number, Buffer>();
  readonly #frames: readonly EncodedFrame[];
  readonly #options: CameraOptions;
  readonly #firstTimestamp = Math.floor(Math.random() * 2 ** 32);
  readonly #startedAt = performance.now();
  #sequence = Math.floor(Math.random() * 2 ** 16);
  #next = 0;
  #packets = 0;
  #octets = 0;
  #timer: NodeJS.Timeout | undefined;
  #reportTimer: NodeJS.Timeout | undefined;

  constructor(frames: readonly EncodedFrame[], options: CameraOptions) {
    this.#frames = frames;
    this.#options = options;
  }

  start(): void {
    this.stop();
    let due = performance.now();
    const next = () => {
      this.#sendFrame();
      due += 1_000 / this.#options.framesPerSecond;
      this.#timer = setTimeout(next, Math.max(0, due - performance.now()));
    };
    next();
    this.#report();
    this.#reportTimer = setInterval(() => this.#report(), 1_000);
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#reportTimer);
  }

  /** Goes on with the film's next key frame, so that its frame number makes a jump. */
  keyFrameAsked(): void {
    this.keyFramesAsked += 1;
    while (this.#frames[this.#next]?.isKeyFrame !== true)
      this.#next = (this.#next + 1) % this.#frames.length;
  }

  /** As asked by a generic NACK (RFC 4585 §6.2.1). What is too old is not sent again. */
  resend(sequence: number): void {
    const packet = this.#history.get(sequence);
    if (packet !== undefined) this.#options.sendRtp(packet);
  }

  /** As a device does that changes its camera or comes back from hold. */
  changeSsrc(): void {
    this.ssrc = Math.floor(Math.random() * 2 ** 32);
    this.#sequence = Math.floor(Math.random() * 2 ** 16);
    this.keyFrameAsked();
  }

  #sendFrame(): void {
    const frame = this.#frames[this.#next];
    if (frame === undefined) return;
    const at = performance.now();
    this.sentAt.set(this.#next, at);
    this.sent.push({ number: this.#next, at });
    this.#next = (this.#next + 1) % this.#frames.length;
    const payloads = frame.nals.flatMap((nal) => payloadsOf(nal, this.#options.packetizationMode));
    const timestamp = this.#timestamp();
    for (const [index, payload] of payloads.entries()) {
      const head = Buffer.alloc(12);
      head.writeUInt8(0x80, 0);
      const marker = index === payloads.length - 1 ? 0x80 : 0;
      head.writeUInt8(marker | this.#options.payloadType, 1);
      head.writeUInt16BE(this.#sequence, 2);
      head.writeUInt32BE(timestamp, 4);
      head.writeUInt32BE(this.ssrc, 8);
      const packet = Buffer.concat([head, payload]);
      this.#history.set(this.#sequence, packet);
      this.#history.delete((this.#sequence - HISTORY_PACKETS) & 0xffff);
      this.#sequence = (this.#sequence + 1) & 0xffff;
      this.#packets += 1;
      this.#octets += payload.length;
      this.#options.sendRtp(packet);
    }
  }

  #timestamp(): number {
    const ms = performance.now() - this.#startedAt;
    return (this.#firstTimestamp + Math.round((ms * CLOCK) / 1_000)) >>> 0;
  }

  #report(): void {
    const sent = { packets: this.#packets, octets: this.#octets };
    this.#options.sendRtcp(
      senderReport({ ssrc: this.ssrc, rtpTimestamp: this.#timestamp(), ...sent }),
    );
  }
}

/** Mode 0: single NAL units (§5.6). Mode 1: fragments FU-A of those that are too long (§5.8). */
function payloadsOf(nal: Buffer, packetizationMode: 0 | 1): Buffer[] {
  if (packetizationMode === 0 || nal.length <= MAX_PAYLOAD_BYTES) return [nal];
  const header = nal[0] ?? 0;
  const size = MAX_PAYLOAD_BYTES - 2;
  const parts: Buffer[] = [];
  for (let at = 1; at < nal.length; at += size) {
    const start = at === 1 ? 0x80 : 0;
    const end = at + size >= nal.length ? 0x40 : 0;
    const head = Buffer.from([(header & 0x60) | 28, start | end | (header & 0x1f)]);
    parts.push(Buffer.concat([head, nal.subarray(at, at + size)]));
  }
  return parts;
}
