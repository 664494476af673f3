// An RTP-only telephone that sends a tone and records what it hears.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { AgreedAudio, LocalTransport, SpeechCodec } from '../../server/src/rtp/agreedMedia.ts';
import { speechDecoder } from '../../server/src/sound/phoneStreamDecoder.ts';
import { sampleRateOf } from '../../server/src/sound/sampleRate.ts';
import { speechEncoder, type SpeechEncoder } from '../../server/src/sound/speechEncoder.ts';
import { isRtcp, parseRtp, writeRtp, type RtpPacket } from '../../server/src/rtp/rtpPacket.ts';
import { generateSrtpKey, SrtpReceiver, SrtpSender } from '../../server/src/rtp/srtp.ts';

/** RFC 3551 §6. */
const PAYLOAD_TYPES = { PCMU: 0, PCMA: 8, G722: 9 } as const;
const DIGIT_MS = 120;
/** RFC 4733 §3.2. */
const HASH = 11;

export interface SoundPhoneSettings {
  /** Source address; default 127.0.0.1. */
  address?: string;
  /** Where it sends to; default 127.0.0.1. */
  server?: string;
  hertz?: number;
  loudness?: number;
  codec?: SpeechCodec;
  packetMs?: number;
  isEncrypted?: boolean;
}

export class SoundPhone {
  readonly heard: RtpPacket[] = [];
  /** RTCP packets, if multiplexed on the same port. */
  readonly reports: Buffer[] = [];
  readonly socket: Socket;
  ssrc = Math.floor(Math.random() * 2 ** 32);
  readonly #codec: SpeechCodec;
  readonly #encoder: SpeechEncoder;
  readonly #hertz: number;
  readonly #loudness: number;
  readonly #packetMs: number;
  readonly #key = generateSrtpKey();
  readonly #isEncrypted: boolean;
  readonly #server: string;
  #sender: SrtpSender | undefined;
  #receiver: SrtpReceiver | undefined;
  #port = 0;
  #sequence = Math.floor(Math.random() * 0xffff);
  #timestamp = Math.floor(Math.random() * 2 ** 32);
  #said = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(socket: Socket, settings: SoundPhoneSettings) {
    this.socket = socket;
    this.#hertz = settings.hertz ?? 0;
    this.#loudness = settings.loudness ?? 6_000;
    this.#codec = settings.codec ?? 'PCMA';
    this.#encoder = speechEncoder(this.#codec);
    this.#packetMs = settings.packetMs ?? 20;
    this.#isEncrypted = settings.isEncrypted ?? false;
    this.#server = settings.server ?? '127.0.0.1';
    socket.on('message', (packet) => {
      if (isRtcp(packet)) {
        this.reports.push(this.#receiver?.unprotectRtcp(packet) ?? packet);
        return;
      }
      const clear = this.#receiver === undefined ? packet : this.#receiver.unprotect(packet);
      const rtp = clear && parseRtp(clear);
      if (rtp !== undefined) this.heard.push(rtp);
    });
  }

  static async open(settings: SoundPhoneSettings = {}): Promise<SoundPhone> {
    const socket = createSocket('udp4').bind(0, settings.address ?? '127.0.0.1');
    await once(socket, 'listening');
    return new SoundPhone(socket, settings);
  }

  /** As negotiated in its SDP answer. */
  get agreed(): AgreedAudio {
    return {
      kind: 'audio',
      mediaLine: 0,
      address: '127.0.0.1',
      port: this.socket.address().port,
      rtcpPort: this.socket.address().port + 1,
      signalledFrom: '127.0.0.1',
      codec: this.#codec,
      payloadType: PAYLOAD_TYPES[this.#codec],
      digitsPayloadType: 101,
      packetMs: this.#packetMs,
      isHearing: true,
      isSending: true,
      isRtcpMuxed: false,
      remoteSrtpKey: this.#isEncrypted ? this.#key : undefined,
    };
  }

  /** Sets the remote transport. */
  connect({ port, srtpKey }: LocalTransport): void {
    this.#port = port;
    if (!this.#isEncrypted) return;
    this.#sender = new SrtpSender(this.#key);
    this.#receiver = new SrtpReceiver(srtpKey);
  }

  /** Sends the tone continuously. */
  startTone(): void {
    let due = performance.now();
    const next = () => {
      this.send(this.toneOf(this.#packetMs));
      due += this.#packetMs;
      this.#timer = setTimeout(next, Math.max(0, due - performance.now()));
    };
    next();
  }

  /** Nothing is sent from now on, not even silence. */
  stopTone(): void {
    clearTimeout(this.#timer);
  }

  toneOf(ms: number): Int16Array {
    const rate = sampleRateOf(this.#codec);
    return Int16Array.from({ length: (ms * rate) / 1_000 }, () => {
      const sample = this.#loudness * Math.sin((2 * Math.PI * this.#hertz * this.#said) / rate);
      this.#said += 1;
      return Math.round(sample);
    });
  }

  send(samples: Int16Array): void {
    this.sendRaw(this.packetOf(samples));
  }

  /** Builds the next packet, without sending it. @param samples at the codec's rate. */
  packetOf(samples: Int16Array): Uint8Array {
    const encoded = this.#encoder.encode(samples);
    const packet = this.#packet(this.agreed.payloadType, encoded, this.#timestamp);
    this.#timestamp = (this.#timestamp + encoded.length) >>> 0;
    return packet;
  }

  /** Seven packets (RFC 4733 §2.5.1.2), of which the first `lostCount` are lost. */
  key(event: number, lostCount = 0): void {
    for (let at = lostCount; at < 7; at += 1) {
      const end = at >= 4 ? 0x80 : 0;
      const duration = Math.min(at, 4) * 160 + 160;
      const payload = Uint8Array.of(event, end | 10, duration >> 8, duration & 0xff);
      this.sendRaw(this.#packet(101, payload, this.#timestamp));
    }
    this.#timestamp = (this.#timestamp + 1_600) >>> 0;
  }

  /** The digits and then `#`, one at a time. */
  async keyAll(digits: string): Promise<void> {
    for (const event of [...Array.from(digits, Number), HASH]) {
      this.key(event);
      await pause(DIGIT_MS);
    }
  }

  /** With its own key, as the first packet of a stream. @throws RangeError if it is shorter than a header. */
  protect(packet: Buffer): Uint8Array {
    return new SrtpSender(this.#key).protect(packet);
  }

  sendRaw(packet: Uint8Array, port = this.#port): void {
    this.socket.send(packet, port, this.#server);
  }

  /** Everything it has heard, decoded at the codec's rate. */
  get samples(): Int16Array {
    const decoder = speechDecoder(this.#codec);
    const all = this.heard.map(({ payload }) => decoder.decode(payload));
    return Int16Array.from(all.flatMap((some) => [...some]));
  }

  close(): void {
    this.stopTone();
    this.socket.close();
  }

  #packet(payloadType: number, payload: Uint8Array, timestamp: number): Uint8Array {
    const packet = writeRtp({
      payloadType,
      hasMarker: false,
      sequence: this.#sequence,
      timestamp,
      ssrc: this.ssrc,
      payload,
    });
    this.#sequence = (this.#sequence + 1) & 0xffff;
    return this.#sender?.protect(packet) ?? packet;
  }
}
