// Whether the picture that one sends comes in time for signs to be read, and if not, why: judged second by second.

/** Of one second of one's own camera. */
export interface SentPictures {
  /** Of the layer with the most: the smallest goes on when the others give way. */
  sentPerSecond: number;
  /** What the camera gives; undefined where the browser does not tell. */
  capturedPerSecond: number | undefined;
  /** What the browser says that it is held back by (`qualityLimitationReason`). */
  limitedBy: string | undefined;
}

export type JerkyBecause = 'network' | 'computer' | 'camera';

/** EN 301 549, 6.5.3: below that, signs and lips cannot be read. */
const READABLE_PER_SECOND = 20;
/** A key frame or a change of layers is not worth a word. */
const SECONDS = 5;

/** @returns a function from each second to what is wrong now, if anything. */
export function createPictureRate(): (pictures: SentPictures) => JerkyBecause | undefined {
  let because: JerkyBecause | undefined;
  /** How long it has been otherwise than it is said to be. */
  let otherwise = 0;

  return (pictures) => {
    const isJerky = pictures.sentPerSecond < READABLE_PER_SECOND;
    const isAsSaid = isJerky === (because !== undefined);
    otherwise = isAsSaid ? 0 : otherwise + 1;
    if (otherwise < SECONDS) return because;
    otherwise = 0;
    because = isJerky ? reasonOf(pictures) : undefined;
    return because;
  };
}

function reasonOf({ capturedPerSecond, limitedBy }: SentPictures): JerkyBecause {
  if (limitedBy === 'cpu') return 'computer';
  // Nobody can send more than the camera gives, and in the dark it gives few.
  if (capturedPerSecond !== undefined && capturedPerSecond < READABLE_PER_SECOND) return 'camera';
  return 'network';
}
