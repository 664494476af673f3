// Whether this computer keeps up with the pictures it is sent: by the frames that it drops, and by how late it is.
export interface CpuSample {
  /** Since the sample before, over all pictures. */
  framesReceived: number;
  framesDropped: number;
  /** Spent on decoding, since the sample before, over all pictures. */
  decodeSeconds: number;
  /** How much later than asked for the sample was taken: the page itself is held up. */
  lateMs: number;
  elapsedMs: number;
}

/** 0 is none; at each step up fewer or smaller pictures are asked for. */
export type OveruseLevel = 0 | 1 | 2 | 3;

const DROPPED_SHARE = 0.25;
/** A second and more of decoding for each second and core cannot be kept up with. */
const DECODING_SHARE = 0.7;
const LATE_MS = 1_000;
/** A moment is no strain: a window that opens, a page that is laid out. */
const BAD_TO_RISE = 3;
/** The last step takes the pictures away: not before smaller ones have not helped for long. */
const BAD_TO_REACH_THREE = 10;
const GOOD_TO_FALL = 10;
/** Whoever falls back into it waits twice as long the next time. */
const GOOD_TO_FALL_AT_MOST = 160;

/** @param cores of `navigator.hardwareConcurrency`. @returns takes a sample and tells the level now. */
export function createCpuOveruse(cores: number): (sample: CpuSample) => OveruseLevel {
  let level = 0;
  let bad = 0;
  let good = 0;
  let goodToFall = GOOD_TO_FALL;

  const isBad = ({ framesReceived, framesDropped, decodeSeconds, lateMs, elapsedMs }: CpuSample) =>
    (framesReceived > 0 && framesDropped / framesReceived > DROPPED_SHARE) ||
    decodeSeconds * 1000 > elapsedMs * cores * DECODING_SHARE ||
    lateMs > LATE_MS;

  return (sample) => {
    if (isBad(sample)) {
      bad += 1;
      good = 0;
      if (level < 3 && bad >= (level === 2 ? BAD_TO_REACH_THREE : BAD_TO_RISE)) {
        level += 1;
        bad = 0;
      }
    } else {
      bad = 0;
      good += 1;
      if (good >= goodToFall && level > 0) {
        level -= 1;
        good = 0;
        goodToFall = Math.min(goodToFall * 2, GOOD_TO_FALL_AT_MOST);
      }
    }
    return level as OveruseLevel;
  };
}
