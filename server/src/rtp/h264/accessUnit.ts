// Puts the NAL units of one picture together, within bounds.
import {
  isFirstSlice,
  isIdr,
  isIntraPicture,
  isParameterSet,
  isSequenceParameterSet,
  isSlice,
} from './nalUnits.ts';

/** Of one picture: 1080p at the highest quality has half of it. */
const MAX_BYTES = 1_000_000;
const MAX_NALS = 512;
/** Of one NAL unit in fragments: the bytes at 500 a packet. */
const MAX_FRAGMENTS = 2_000;
/** A sender has one of each, or a few. */
const MAX_PARAMETER_SETS = 16;
const MAX_PARAMETER_SET_BYTES = 8_192;
const START_CODE = Buffer.of(0, 0, 0, 1);

export interface AccessUnit {
  /** In annex B's byte stream format; empty when nothing of the picture is left. */
  data: Buffer;
  /** Of RTP, 90 kHz. */
  timestamp: number;
  /** Decoding can begin here: an IDR picture, or an intra picture with a parameter set from senders that make no IDR. */
  isKeyFrame: boolean;
  /** False when a part of it was lost: a decoder has to conceal that. */
  isComplete: boolean;
}

export class AccessUnitAssembly {
  readonly timestamp: number;
  readonly #nals: Uint8Array[] = [];
  readonly #parameterSets: Uint8Array[] = [];
  #nalCount = 0;
  #bytes = 0;
  #isDamaged = false;
  #isOverfull = false;
  #hasSlice = false;
  #hasIdr = false;
  #hasIntra = false;
  #hasSequenceParameterSet = false;
  /** Packets before it are missing: whether any were its own is seen at its first slice. */
  readonly #mayLackStart: boolean;

  constructor(timestamp: number, parameterSets: readonly Uint8Array[], mayLackStart: boolean) {
    this.timestamp = timestamp;
    this.#mayLackStart = mayLackStart;
    for (const nal of parameterSets) this.add([nal]);
  }

  markDamaged(): void {
    this.#isDamaged = true;
  }

  /** @param parts of one NAL unit, its header first. @returns false when the picture would be too large. */
  add(parts: readonly Uint8Array[]): boolean {
    const [nal] = parts;
    if (nal === undefined || !this.mayGrowBy(parts)) return false;
    // Of a fragmented one the first part is the header alone.
    const start = parts[1] === undefined ? nal : Uint8Array.of(nal[0] ?? 0, parts[1][0] ?? 0);
    if (isSlice(start) && !this.#hasSlice) {
      this.#hasSlice = true;
      if (this.#mayLackStart && !isFirstSlice(start)) this.#isDamaged = true;
    }
    this.#hasIdr ||= isIdr(start);
    this.#hasIntra ||= isIntraPicture(start);
    this.#hasSequenceParameterSet ||= isSequenceParameterSet(start);
    if (parts.length === 1 && isParameterSet(nal)) this.#parameterSets.push(nal);
    this.#nals.push(START_CODE, ...parts);
    this.#nalCount += 1;
    for (const { length } of parts) this.#bytes += length;
    return true;
  }

  /** Whether there is room for this NAL unit. Once there was none, the whole picture is given up. */
  mayGrowBy(parts: readonly Uint8Array[]): boolean {
    let bytes = this.#bytes;
    for (const { length } of parts) bytes += length;
    const hasRoom =
      bytes <= MAX_BYTES && this.#nalCount < MAX_NALS && parts.length <= MAX_FRAGMENTS;
    if (!hasRoom) this.#isOverfull = true;
    return hasRoom && !this.#isOverfull;
  }

  /** Some devices send these with a timestamp or a marker of their own. */
  get hasOnlyParameterSets(): boolean {
    return !this.#hasSlice && !this.#isDamaged && !this.#isOverfull;
  }

  /** The latest of them, within bounds. */
  get parameterSets(): Uint8Array[] {
    const kept = this.#parameterSets.slice(-MAX_PARAMETER_SETS);
    const bytes = kept.reduce((sum, { length }) => sum + length, 0);
    return bytes <= MAX_PARAMETER_SET_BYTES ? kept : [];
  }

  end(): AccessUnit {
    const isUsable = this.#hasSlice && !this.#isOverfull;
    return {
      data: isUsable ? Buffer.concat(this.#nals) : Buffer.alloc(0),
      timestamp: this.timestamp,
      isKeyFrame: isUsable && (this.#hasIdr || (this.#hasIntra && this.#hasSequenceParameterSet)),
      isComplete: isUsable && !this.#isDamaged,
    };
  }
}
