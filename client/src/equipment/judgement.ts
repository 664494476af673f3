// What the measured ways mean for a meeting, in steps that people understand.
import type { Measured } from './measured.ts';
import type { PathKind } from './mediaPaths.ts';

export type Quality = 'good' | 'fair' | 'poor';

export type PathState =
  | { type: 'waiting' }
  | { type: 'tried' }
  | { type: 'blocked' }
  | ({ type: 'works'; quality: Quality } & Measured);

/** Opus conceals this well, the picture is repaired in time, and the largest size comes through (`media/layers.ts`). */
const GOOD = { lost: 0.03, roundTripMs: 300, rate: 1_000_000 };
/** One can talk with each other, and see a small picture. */
const FAIR = { lost: 0.1, roundTripMs: 700, rate: 120_000 };

export function qualityOf(measured: Measured): Quality {
  const isWithin = (limit: Measured) =>
    measured.lost <= limit.lost &&
    measured.roundTripMs <= limit.roundTripMs &&
    measured.rate >= limit.rate;
  return isWithin(GOOD) ? 'good' : isWithin(FAIR) ? 'fair' : 'poor';
}

/**
 * `byDetour`: it works, but not straight by UDP, which is what a meeting does best by.
 * `weak`: it works, and not well.
 */
export type Verdict = 'going' | 'good' | 'byDetour' | 'weak' | 'blocked';

/** A browser takes the first of the ways that works, so that one is judged. */
export function verdictOf(ways: ReadonlyMap<PathKind, PathState>): Verdict {
  const states = [...ways];
  if (states.some(([, { type }]) => type === 'waiting' || type === 'tried')) return 'going';
  const taken = states.find(([, { type }]) => type === 'works');
  if (taken === undefined) return 'blocked';
  const [way, state] = taken;
  if (state.type === 'works' && state.quality === 'poor') return 'weak';
  return way === 'udp' ? 'good' : 'byDetour';
}
