// Takes an H.264 byte stream apart into NAL units, and says what a NAL unit is (ITU-T H.264 §7.3.1, annex B).

const START_CODE = Buffer.of(0, 0, 1);
const TYPE = 0x1f;
const FIRST_SLICE_TYPE = 1;
const LAST_SLICE_TYPE = 5;
const IDR_SLICE = 5;
const SPS = 7;
const PPS = 8;

export const nalType = (nal: Uint8Array) => (nal[0] ?? 0) & TYPE;

/** Part of a picture, rather than what describes it. */
export function isSlice(nal: Uint8Array): boolean {
  const type = nalType(nal);
  return type >= FIRST_SLICE_TYPE && type <= LAST_SLICE_TYPE;
}

export const isIdr = (nal: Uint8Array) => nalType(nal) === IDR_SLICE;

export const isSequenceParameterSet = (nal: Uint8Array) => nalType(nal) === SPS;

export function isParameterSet(nal: Uint8Array): boolean {
  return isSequenceParameterSet(nal) || nalType(nal) === PPS;
}

/** Whether it is the first slice of its picture: its first macroblock is number 0, in Exp-Golomb a single 1 (§7.3.3). */
export const isFirstSlice = (nal: Uint8Array) => isSlice(nal) && ((nal[1] ?? 0) & 0x80) !== 0;

/** Whether the whole picture is coded without another one: first_mb_in_slice 0 and slice_type 7 or 2 (table 7-6). */
export function isIntraPicture(nal: Uint8Array): boolean {
  const start = nal[1] ?? 0;
  return isSlice(nal) && (start === 0x88 || (start & 0xf0) === 0xb0);
}

/** @param stream with start codes of three or four bytes. @returns its NAL units, none of them empty. */
export function splitNalUnits(stream: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  let start = stream.indexOf(START_CODE);
  while (start !== -1) {
    const from = start + START_CODE.length;
    start = stream.indexOf(START_CODE, from);
    let end = start === -1 ? stream.length : start;
    // Of the next start code, or trailing_zero_8bits: no NAL unit ends in zero.
    while (end > from && stream[end - 1] === 0) end -= 1;
    if (end > from) nals.push(stream.subarray(from, end));
  }
  return nals;
}
