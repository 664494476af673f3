// Whether the CPU keeps up with the received video, judged by dropped frames, decoding time and late timers.
export interface CpuSample {
  /** Since the last sample, over all videos. */
  framesReceived: number;
  framesDropped: number;
  /** Spent on decoding since the last sample, over all videos. */
  decodeSeconds: number;
  /** How much later than scheduled the sample was taken: the page itself is busy. */
  lateMs: number;
  elapsedMs: number;
}

/** 0: none. Each level requests fewer or smaller videos. */
export type OveruseLevel = 0 | 1 | 2 | 3;

const DROPPED_SHARE = 0.25;
/** Decoding time per elapsed time and core. */
const DECODING_SHARE = 0.7;
const LATE_MS = 1_000;
/** A brief spike does not count: a window opens, a page is laid out. */
const BAD_TO_RISE = 3;
/** The last level turns video off, so smaller sizes must have failed for a long time first. */
const BAD_TO_REACH_THREE = 10;
const GOOD_TO_FALL = 10;
/** After each relapse the recovery takes twice as long. */
const GOOD_TO_FALL_AT_MOST = 160;

/** @param cores from `navigator.hardwareConcurrency`. @returns a function from each sample to the current level. */
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
