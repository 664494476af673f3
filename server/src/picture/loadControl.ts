// Decides how much is shown by how often the compositor was late.
import { LOAD_LEVELS, type LoadLevel } from './loadLevel.ts';

const WINDOW_MS = 2_000;
/**
 * Of the pictures of a window, from level to level. Each late one is left out, so that less is shown already. Sound only is for
 * machines that come to a picture a second.
 */
const TOO_LATE: Record<LoadLevel, number> = {
  full: 0.5,
  reduced: 0.5,
  slow: 0.6,
  oneTile: 0.9,
  soundOnly: 1,
};
const IN_TIME = 0.1;
/** Pictures in a window that say something. */
const MIN_PICTURES = 2;
/** In time for this long: the next better level is tried. After a try that failed, twice as long. */
const RECOVERY_MS = 10_000;
const MAX_RECOVERY_MS = 160_000;

/** All times are in milliseconds of `performance.now()`. */
export class LoadControl {
  #level = 0;
  #windowAt: number | undefined;
  #pictures = 0;
  #late = 0;
  #inTimeSince = 0;
  #recoveryMs = RECOVERY_MS;
  /** Until then, becoming too late means that the last recovery was too early. */
  #onTrialUntil = 0;

  get level(): LoadLevel {
    return LOAD_LEVELS[this.#level] ?? 'full';
  }

  /**
   * One picture is due.
   * @param isLate whether the one before it has not been answered yet
   * @returns whether the level changed
   */
  picture(isLate: boolean, now: number): boolean {
    this.#windowAt ??= now;
    this.#pictures += 1;
    if (isLate) this.#late += 1;
    if (now - this.#windowAt < WINDOW_MS || this.#pictures < MIN_PICTURES) return false;
    const share = this.#late / this.#pictures;
    [this.#windowAt, this.#pictures, this.#late] = [now, 0, 0];
    if (share > IN_TIME) this.#inTimeSince = now;
    if (share > TOO_LATE[this.level]) return this.#worsen(now);
    return now - this.#inTimeSince >= this.#recoveryMs && this.#improve(now);
  }

  #worsen(now: number): boolean {
    if (this.#level === LOAD_LEVELS.length - 1) return false;
    this.#level += 1;
    const wasTooEarly = now < this.#onTrialUntil;
    this.#recoveryMs = wasTooEarly ? Math.min(MAX_RECOVERY_MS, this.#recoveryMs * 2) : RECOVERY_MS;
    return true;
  }

  #improve(now: number): boolean {
    if (this.#level === 0) return false;
    this.#level -= 1;
    this.#inTimeSince = now;
    this.#onTrialUntil = now + this.#recoveryMs;
    return true;
  }
}
