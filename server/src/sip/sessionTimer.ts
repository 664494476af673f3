// Session timers (RFC 4028): the other end refreshes the call with a re-INVITE, or it counts as lost.
import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js';

/** RFC 4028 §4: none may be shorter. */
const LEAST_SECONDS = 90;
/** And none that matters is longer: a call is limited otherwise. */
const MOST_SECONDS = 86_400;

export type AskedTimer =
  | { type: 'none' }
  /** Answered 422 with `Min-SE`. */
  | { type: 'tooShort' }
  | { type: 'wanted'; seconds: number };

/** Who would have us refresh, or cannot do it itself, gets no timer from us: as from one that has none (§9). */
export function askedTimer(message: IncomingRequestMessage): AskedTimer {
  const [interval = '', ...parameters] = (message.getHeader('session-expires') ?? '').split(';');
  const seconds = Number(interval.trim() || Number.NaN);
  const isSupported = message.getHeaders('supported').some((tags) => /\btimer\b/i.test(tags));
  if (!Number.isInteger(seconds) || seconds <= 0 || !isSupported) return { type: 'none' };
  if (seconds < LEAST_SECONDS) return { type: 'tooShort' };
  if (parameters.some((parameter) => /refresher\s*=\s*uas/i.test(parameter)))
    return { type: 'none' };
  return { type: 'wanted', seconds: Math.min(seconds, MOST_SECONDS) };
}

export const MIN_SE = `Min-SE: ${LEAST_SECONDS}`;

export function timerHeaders(timer: AskedTimer): string[] {
  if (timer.type !== 'wanted') return [];
  return [`Session-Expires: ${timer.seconds};refresher=uac`, 'Require: timer'];
}

/** After so long without a refresh the call is over (§10). */
export function expiryMs({ seconds }: Extract<AskedTimer, { type: 'wanted' }>): number {
  return (seconds - Math.min(32, seconds / 3)) * 1000;
}
