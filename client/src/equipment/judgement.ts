// What the measured paths mean for a meeting, in terms that people understand.
import type { Measured } from './measured.ts';
import type { PathKind } from './mediaPaths.ts';

export type Quality = 'good' | 'fair' | 'poor';

export type PathState =
  | { type: 'waiting' }
  | { type: 'tried' }
  | { type: 'blocked' }
  | ({ type: 'works'; quality: Quality } & Measured);

/** Opus conceals this loss well, video is repaired in time, and the largest layer gets through (`media/layers.ts`). */
const GOOD = { lost: 0.03, roundTripMs: 300, rate: 1_000_000 };
/** Enough for a conversation with a small picture. */
const FAIR = { lost: 0.1, roundTripMs: 700, rate: 120_000 };

export function qualityOf(measured: Measured): Quality {
  const isWithin = (limit: Measured) =>
    measured.lost <= limit.lost &&
    measured.roundTripMs <= limit.roundTripMs &&
    measured.rate >= limit.rate;
  return isWithin(GOOD) ? 'good' : isWithin(FAIR) ? 'fair' : 'poor';
}

/**
 * `byDetour`: it works, but not directly over UDP, which is best for a meeting.
 * `weak`: it works, but badly.
 */
export type Verdict = 'going' | 'good' | 'byDetour' | 'weak' | 'blocked';

/** Browsers use the first path that works, so that one is judged. */
export function verdictOf(ways: ReadonlyMap<PathKind, PathState>): Verdict {
  const states = [...ways];
  if (states.some(([, { type }]) => type === 'waiting' || type === 'tried')) return 'going';
  const taken = states.find(([, { type }]) => type === 'works');
  if (taken === undefined) return 'blocked';
  const [way, state] = taken;
  if (state.type === 'works' && state.quality === 'poor') return 'weak';
  return way === 'udp' ? 'good' : 'byDetour';
}
