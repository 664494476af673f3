// Records the arrival of each packet on a transport, and reports it
// (draft-holmer-rmcat-transport-wide-cc-extensions-01).
import { ahead16 } from './rtpHeader.ts';

const HEADER_BYTES = 20;
const REFERENCE_TICK_MS = 64;
const DELTA_TICK_MS = 0.25;
/** The maximum of a run-length chunk. */
const MAX_RUN = 0x1fff;
/** The symbol of a received packet is also the size of its delta in bytes. */
const NOT_RECEIVED = 0;
const SMALL_DELTA = 1;
const LARGE_DELTA = 2;

export class TransportFeedback {
  /** The first number not reported yet. */
  #base: number | undefined;
  /** From `#base` on; a gap is a packet not received. */
  #arrivalsMs: (number | undefined)[] = [];
  #reports = 0;

  /** @param sequence the 16 bits of the header extension. */
  note(sequence: number, nowMs: number): void {
    this.#base ??= sequence;
    const place = ahead16(sequence, this.#base);
    // Already reported as lost.
    if (place >= 0) this.#arrivalsMs[place] = nowMs;
  }

  /** The RTCP packet about everything since the last one; undefined if nothing arrived. */
  report(senderSsrc: number, mediaSsrc: number): Buffer | undefined {
    const arrivals = this.#arrivalsMs;
    const firstArrival = arrivals.find((at) => at !== undefined);
    if (this.#base === undefined || firstArrival === undefined) return undefined;
    const reference = Math.floor(firstArrival / REFERENCE_TICK_MS);
    const { symbols, deltas } = encode(arrivals, reference * REFERENCE_TICK_MS);
    const body = Buffer.concat([...runsOf(symbols), ...deltas]);
    const packet = Buffer.alloc(Math.ceil((HEADER_BYTES + body.length) / 4) * 4);
    // Version 2, format 15; RTPFB.
    packet.writeUInt16BE(0x8f_cd, 0);
    packet.writeUInt16BE(packet.length / 4 - 1, 2);
    packet.writeUInt32BE(senderSsrc, 4);
    packet.writeUInt32BE(mediaSsrc, 8);
    packet.writeUInt16BE(this.#base, 12);
    packet.writeUInt16BE(arrivals.length, 14);
    packet.writeUIntBE(reference & 0xffffff, 16, 3);
    packet.writeUInt8(this.#reports & 0xff, 19);
    body.copy(packet, HEADER_BYTES);
    this.#reports += 1;
    this.#base = (this.#base + arrivals.length) & 0xffff;
    this.#arrivalsMs = [];
    return packet;
  }
}

function encode(
  arrivals: readonly (number | undefined)[],
  referenceMs: number,
): { symbols: number[]; deltas: Buffer[] } {
  const symbols: number[] = [];
  const deltas: Buffer[] = [];
  let ticks = Math.round(referenceMs / DELTA_TICK_MS);
  // By index, since `forEach` skips gaps.
  for (let place = 0; place < arrivals.length; place += 1) {
    const at = arrivals[place];
    if (at === undefined) {
      symbols.push(NOT_RECEIVED);
      continue;
    }
    const arrived = Math.round(at / DELTA_TICK_MS);
    const delta = arrived - ticks;
    ticks = arrived;
    const isSmall = delta >= 0 && delta <= 0xff;
    const bytes = Buffer.alloc(isSmall ? 1 : 2);
    if (isSmall) bytes.writeUInt8(delta);
    else bytes.writeInt16BE(Math.max(-0x8000, Math.min(0x7fff, delta)));
    symbols.push(isSmall ? SMALL_DELTA : LARGE_DELTA);
    deltas.push(bytes);
  }
  return { symbols, deltas };
}

function runsOf(symbols: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let start = 0;
  for (let end = 1; end <= symbols.length; end += 1) {
    if (symbols[end] === symbols[start] && end - start < MAX_RUN) continue;
    const chunk = Buffer.alloc(2);
    chunk.writeUInt16BE(((symbols[start] ?? NOT_RECEIVED) << 13) | (end - start));
    chunks.push(chunk);
    start = end;
  }
  return chunks;
}
