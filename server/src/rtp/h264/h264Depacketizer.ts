// Unpacks NAL units from RTP payloads (RFC 6184 §5), of packets in their order, and puts access units together.
import type { RtpPacket } from '../rtpPacket.ts';
import { AccessUnitAssembly, type AccessUnit } from './accessUnit.ts';

const TYPE = 0x1f;
/** The forbidden bit and the importance. */
const NOT_TYPE = 0xe0;
const FORBIDDEN = 0x80;
const LAST_SINGLE = 23;
const STAP_A = 24;
const FU_A = 28;
const FU_START = 0x80;
const FU_END = 0x40;
const LENGTH_BYTES = 2;

/** Takes packets of packetization modes 0 and 1; those of the interleaved mode are refused. */
export class H264Depacketizer {
  #unit: AccessUnitAssembly | undefined;
  /** Of a NAL unit in fragments; none between them. */
  #fragments: Uint8Array[] = [];
  /** Parameter sets that came as an access unit of their own. */
  #parameterSets: Uint8Array[] = [];

  /**
   * @param isAfterGap packets before this one are missing
   * @returns the access units that have ended, complete or not: seldom more than one
   */
  put(packet: RtpPacket, isAfterGap: boolean): AccessUnit[] {
    const ended: AccessUnit[] = [];
    if (isAfterGap) this.#abandonFragments();
    if (this.#unit !== undefined && this.#unit.timestamp !== packet.timestamp) {
      if (isAfterGap) this.#unit.markDamaged();
      this.#end(ended);
    }
    if (this.#unit === undefined) {
      this.#unit = new AccessUnitAssembly(packet.timestamp, this.#parameterSets, isAfterGap);
      this.#parameterSets = [];
    } else if (isAfterGap) this.#unit.markDamaged();
    if (!this.#unpack(packet.payload, this.#unit)) this.#unit.markDamaged();
    if (packet.hasMarker) this.#end(ended);
    return ended;
  }

  #end(ended: AccessUnit[]): void {
    const unit = this.#unit;
    this.#unit = undefined;
    if (unit === undefined) return;
    if (this.#fragments.length > 0) unit.markDamaged();
    this.#abandonFragments();
    if (unit.hasOnlyParameterSets) this.#parameterSets = unit.parameterSets;
    else ended.push(unit.end());
  }

  #abandonFragments(): void {
    this.#fragments = [];
  }

  /** @returns false when something of it is missing or wrong. */
  #unpack(payload: Uint8Array, unit: AccessUnitAssembly): boolean {
    const first = payload[0] ?? 0;
    const type = first & TYPE;
    if ((first & FORBIDDEN) !== 0) return false;
    if (type === FU_A) return this.#unpackFragment(payload, unit);
    const isBetweenFragments = this.#fragments.length > 0;
    this.#abandonFragments();
    if (type === STAP_A) return unpackAggregate(payload, unit) && !isBetweenFragments;
    if (type < 1 || type > LAST_SINGLE) return false;
    return unit.add([payload]) && !isBetweenFragments;
  }

  #unpackFragment(payload: Uint8Array, unit: AccessUnitAssembly): boolean {
    const [indicator = 0, header = 0] = payload;
    const type = header & TYPE;
    const isStart = (header & FU_START) !== 0;
    const isEnd = (header & FU_END) !== 0;
    const isInOrder = isStart === (this.#fragments.length === 0);
    if (!isInOrder) this.#abandonFragments();
    if (payload.length < 3 || (isStart && isEnd) || type < 1 || type > LAST_SINGLE) return false;
    // Its start is lost.
    if (!isStart && !isInOrder) return false;
    if (isStart) this.#fragments.push(Uint8Array.of((indicator & NOT_TYPE) | type));
    this.#fragments.push(payload.subarray(2));
    if (!unit.mayGrowBy(this.#fragments)) {
      this.#abandonFragments();
      return false;
    }
    if (!isEnd) return isInOrder;
    const whole = this.#fragments;
    this.#abandonFragments();
    return unit.add(whole) && isInOrder;
  }
}

function unpackAggregate(payload: Uint8Array, unit: AccessUnitAssembly): boolean {
  let at = 1;
  while (at + LENGTH_BYTES < payload.length) {
    const length = ((payload[at] ?? 0) << 8) | (payload[at + 1] ?? 0);
    at += LENGTH_BYTES;
    const nal = payload.subarray(at, at + length);
    const first = nal[0] ?? 0;
    const type = first & TYPE;
    if (nal.length < length || (first & FORBIDDEN) !== 0 || type < 1 || type > LAST_SINGLE) {
      return false;
    }
    if (!unit.add([nal])) return false;
    at += length;
  }
  return at === payload.length && at > 1;
}
