// One SSRC that we send: numbers packets, writes headers, and sends reports.
import { randomBytes, randomInt } from 'node:crypto';
import { type Extension, RtcpSenderInfo, RtcpSrPacket, RtpHeader } from 'werift';
import { EXTENSION_ID } from './browserCapabilities.ts';
import type { MediaLine } from './mediaLine.ts';

/** A browser puts mid and rid into each packet until the first report; we put them into this many. */
const NAMED_PACKETS = 100;
/** Seconds from 1900, the NTP epoch, to 1970. */
const NTP_EPOCH = 2_208_988_800;

/** Numbers the packets of a transport, across all tracks, for transport-cc. */
export interface TransportSequence {
  next: number;
}

export interface SentStreamSettings {
  mid: string;
  rid?: string;
  payloadType: number;
  clockRate: number;
}

export class SentStream {
  readonly ssrc = randomInt(0x1_0000, 0x1_0000_0000);
  packets = 0;
  /** Of the datagrams. */
  bytes = 0;
  readonly #line: MediaLine | undefined;
  readonly #settings: SentStreamSettings;
  readonly #sequence: TransportSequence;
  readonly #firstTimestamp = randomInt(0x8000_0000);
  readonly #startMs = performance.now();
  /** The sequence number, with its rollover counter above the 16 bits. */
  #index = randomInt(0x8000);
  #payloadBytes = 0;

  constructor(
    line: MediaLine | undefined,
    settings: SentStreamSettings,
    sequence: TransportSequence,
  ) {
    this.#line = line;
    this.#settings = settings;
    this.#sequence = sequence;
  }

  /** Sends the payloads of one frame. */
  send(payloads: readonly Buffer[], extensions: readonly Extension[] = []): void {
    const timestamp = this.#timestamp();
    for (const [place, payload] of payloads.entries()) {
      this.#index += 1;
      const header = new RtpHeader({
        payloadType: this.#settings.payloadType,
        ssrc: this.ssrc,
        sequenceNumber: this.#index & 0xffff,
        timestamp,
        marker: place === payloads.length - 1,
        extension: true,
        extensions: [...this.#extensions(), ...extensions],
      });
      const bytes = header.serialize(header.serializeSize);
      this.bytes += this.#line?.sendRtp(bytes, payload, this.#index) ?? 0;
      this.packets += 1;
      this.#payloadBytes += payload.length;
    }
  }

  /** The sender report, without which mediasoup would not switch layers. */
  report(): Buffer {
    const now = Date.now() + NTP_EPOCH * 1_000;
    const seconds = BigInt(Math.floor(now / 1_000));
    const fraction = BigInt(Math.floor(((now % 1_000) / 1_000) * 2 ** 32));
    const senderInfo = new RtcpSenderInfo({
      ntpTimestamp: (seconds << 32n) | fraction,
      rtpTimestamp: this.#timestamp(),
      packetCount: this.packets,
      octetCount: this.#payloadBytes,
    });
    return new RtcpSrPacket({ ssrc: this.ssrc, senderInfo }).serialize();
  }

  #timestamp(): number {
    const elapsedMs = performance.now() - this.#startMs;
    const ticks = Math.round((elapsedMs * this.#settings.clockRate) / 1_000);
    return (this.#firstTimestamp + ticks) % 0x1_0000_0000;
  }

  #extensions(): Extension[] {
    const { mid, rid } = this.#settings;
    const extensions = [
      { id: EXTENSION_ID.sendTime, payload: sendTime() },
      { id: EXTENSION_ID.transportSequence, payload: uint16(this.#sequence.next) },
    ];
    this.#sequence.next = (this.#sequence.next + 1) & 0xffff;
    if (this.packets >= NAMED_PACKETS) return extensions;
    extensions.push({ id: EXTENSION_ID.mid, payload: Buffer.from(mid) });
    if (rid !== undefined) extensions.push({ id: EXTENSION_ID.rid, payload: Buffer.from(rid) });
    return extensions;
  }
}

/** Seconds in 24 bits, of which 18 are the fraction. */
function sendTime(): Buffer {
  const bytes = Buffer.allocUnsafe(3);
  bytes.writeUIntBE(Math.floor((Date.now() / 1_000) * 2 ** 18) % 2 ** 24, 0, 3);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** A CNAME per participant, as in RTCP's SDES (RFC 3550 §6.5.1). */
export const drawCname = (): string => randomBytes(8).toString('hex');
