// Counts how long a picture that should move stood still, as browsers do (W3C WebRTC statistics, `freezeCount`).
import { type Area, type Picture, WHOLE } from '../picture/picture.ts';
import { frameNumberIn } from '../picture/testPattern.ts';
import type { ShownFrame } from './ffmpegScreen.ts';

/** A frame that stays this much longer than the mean is a freeze. */
const LONGER_MS = 150;

export interface Freezes {
  /** Different pictures. */
  frames: number;
  seconds: number;
  frozenMs: number;
  longestMs: number;
}

export class FreezeMeter {
  readonly #numberIn: (picture: Picture) => number | undefined;
  readonly #changedAt: number[] = [];
  #number: number | undefined;

  /**
   * @param area where the test pattern is in the frames.
   * @param numberIn tells one frame from another; by the test pattern unless given.
   */
  constructor(
    area: Area = WHOLE,
    numberIn = (picture: Picture): number | undefined => frameNumberIn(picture, area),
  ) {
    this.#numberIn = numberIn;
  }

  /** A frame whose number cannot be read counts as no picture. */
  add({ picture, at }: ShownFrame): void {
    const number = this.#numberIn(picture);
    if (number === undefined || number === this.#number) return;
    this.#number = number;
    this.#changedAt.push(at);
  }

  get freezes(): Freezes {
    const gaps = this.#changedAt.slice(1).map((at, index) => at - (this.#changedAt[index] ?? at));
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    const mean = total / Math.max(1, gaps.length);
    const frozen = gaps.filter((gap) => gap > Math.max(3 * mean, mean + LONGER_MS));
    return {
      frames: this.#changedAt.length,
      seconds: total / 1_000,
      frozenMs: frozen.reduce((sum, gap) => sum + gap, 0),
      longestMs: Math.max(0, ...frozen),
    };
  }
}
