// Short tones in G.722: sent on request, and found again with the moment at which they are heard.
import { tone } from '@distansmote/testkit/sound/tones.ts';
import { isRtcp, parseRtp, writeRtp } from '../../server/src/rtp/rtpPacket.ts';
import { speechDecoder } from '../../server/src/sound/phoneStreamDecoder.ts';
import { speechEncoder } from '../../server/src/sound/speechEncoder.ts';
import { CaptureClock, senderReport } from './reports.ts';

const PACKET_MS = 20;
const SAMPLES = 320;
const SAMPLES_PER_MS = 16;
const CLOCK_STEPS_PER_MS = 8;
const PACKETS_A_SECOND = 50;
const BEEP_PACKETS = 5;
const LOUD = 1_500;
const beep = tone(1_000, SAMPLES, 12_000, 16_000);
const silence = new Int16Array(SAMPLES);

export interface Found {
  at: number;
  /** By sender reports. */
  capturedAt: number | undefined;
}

export class Beeper {
  /** When the first sample of each beep was captured: it leaves with the last one of its packet. */
  readonly capturedAt: number[] = [];
  readonly #send: (samples: Int16Array) => void;
  #left = 0;
  #due = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (samples: Int16Array) => void) {
    this.#send = send;
    this.#next();
  }

  /** Sends RTP, and a sender report each second. */
  static sender(ssrc: number, payloadType: number, send: (packet: Buffer) => void): Beeper {
    const encoder = speechEncoder('G722');
    let sequence = 0;
    return new Beeper((samples) => {
      const payload = encoder.encode(samples);
      const timestamp = sequence * PACKET_MS * CLOCK_STEPS_PER_MS;
      send(writeRtp({ payloadType, hasMarker: false, sequence, timestamp, ssrc, payload }));
      sequence += 1;
      // What is captured now comes after what was sent.
      const next = sequence * PACKET_MS * CLOCK_STEPS_PER_MS;
      if (sequence % PACKETS_A_SECOND === 0) send(senderReport(ssrc, next));
    });
  }

  beep(): void {
    this.#left = BEEP_PACKETS;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #next(): void {
    if (this.#left === BEEP_PACKETS) this.capturedAt.push(performance.now() - PACKET_MS);
    this.#send(this.#left > 0 ? beep : silence);
    this.#left = Math.max(0, this.#left - 1);
    this.#due += PACKET_MS;
    this.#timer = setTimeout(() => this.#next(), Math.max(0, this.#due - performance.now()));
  }
}

export class HeardStream {
  readonly packets: { at: number; capturedAt: number | undefined; payload: Uint8Array }[] = [];
  readonly #clock = new CaptureClock(CLOCK_STEPS_PER_MS);

  receive(packet: Buffer, ssrc?: number): void {
    if (isRtcp(packet)) {
      if (ssrc === undefined || packet.readUInt32BE(4) === ssrc) this.#clock.receive(packet);
      return;
    }
    const rtp = parseRtp(packet);
    if (rtp === undefined || (ssrc !== undefined && rtp.ssrc !== ssrc)) return;
    const capturedAt = this.#clock.timeOf(rtp.timestamp);
    this.packets.push({ at: performance.now(), capturedAt, payload: rtp.payload });
  }
}

export function beepsIn({ packets }: HeardStream): Found[] {
  const decoder = speechDecoder('G722');
  const found: Found[] = [];
  let isLoud = false;
  for (const { at, capturedAt, payload } of packets) {
    const samples = decoder.decode(payload);
    const first = samples.findIndex((sample) => Math.abs(sample) > LOUD);
    if (first >= 0 && !isLoud) {
      const offset = first / SAMPLES_PER_MS;
      found.push({ at: at + offset, capturedAt: capturedAt && capturedAt + offset });
    }
    isLoud = first >= 0;
  }
  return found;
}
