// Session timers (RFC 4028): the other end refreshes the call by re-INVITE, or it counts as lost.
import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js';

/** RFC 4028 §4: no interval may be shorter. */
const MIN_SECONDS = 90;
/** A longer one makes no difference: calls have a limit of their own. */
const MAX_SECONDS = 86_400;

export type SessionTimer =
  | { type: 'none' }
  /** Answered 422 with `Min-SE`. */
  | { type: 'tooShort' }
  | { type: 'wanted'; seconds: number };

/** A peer that wants us to refresh, or cannot do so itself, is treated as one without session timers (§9). */
export function readSessionTimer(message: IncomingRequestMessage): SessionTimer {
  const [interval = '', ...parameters] = (message.getHeader('session-expires') ?? '').split(';');
  const seconds = Number(interval.trim() || Number.NaN);
  const isSupported = message.getHeaders('supported').some((tags) => /\btimer\b/i.test(tags));
  if (!Number.isInteger(seconds) || seconds <= 0 || !isSupported) return { type: 'none' };
  if (seconds < MIN_SECONDS) return { type: 'tooShort' };
  if (parameters.some((parameter) => /refresher\s*=\s*uas/i.test(parameter))) {
    return { type: 'none' };
  }
  return { type: 'wanted', seconds: Math.min(seconds, MAX_SECONDS) };
}

/**
 * What the other end has put into its answer to an INVITE of ours, in which we say nothing of session timers: it, or a proxy,
 * refreshes the call (§7.1). One that wants us to is treated as one without.
 */
export function answeredTimer(message: IncomingResponseMessage): SessionTimer {
  const [interval = '', ...parameters] = (message.getHeader('session-expires') ?? '').split(';');
  const seconds = Number(interval.trim() || Number.NaN);
  const isTheirs = parameters.some((parameter) => /refresher\s*=\s*uas/i.test(parameter));
  if (!Number.isInteger(seconds) || seconds < MIN_SECONDS || !isTheirs) return { type: 'none' };
  return { type: 'wanted', seconds: Math.min(seconds, MAX_SECONDS) };
}

export const MIN_SE = `Min-SE: ${MIN_SECONDS}`;

export function timerHeaders(timer: SessionTimer): string[] {
  if (timer.type !== 'wanted') return [];
  return [`Session-Expires: ${timer.seconds};refresher=uac`, 'Require: timer'];
}

/** Without a refresh for this long the call is over (§10). */
export function expiryMs({ seconds }: Extract<SessionTimer, { type: 'wanted' }>): number {
  return (seconds - Math.min(32, seconds / 3)) * 1000;
}
