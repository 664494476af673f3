// The proof that somebody has been let into a space, good for a day's work: it holds across restarts, and the server keeps none.
import { createHmac } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { isSameSecret } from '../platform/timingSafe.ts';
import type { Space } from '../spaces/spaceStore.ts';

/**
 * Longer than any meeting: whoever comes back to it after a crash is not kept waiting. Shorter than from one day to the
 * next: who was let in to yesterday's meeting must be let in to that of somebody else today.
 */
export const PASS_MS = 12 * 60 * 60_000;

/** `expiry.signature`: milliseconds since 1970, and an HMAC-SHA-256 over that and the participant's id. */
const SHAPE = /^(?<expiry>\d{1,16})\.[\w-]{43}$/;

/** The one that was shown, while that is good, so that its end does not move by being used; else a new one. */
export function admissionPassFor(
  space: Space,
  participant: ParticipantId,
  shown?: string,
  now = Date.now(),
): string {
  const isValid = checkPass(shown, space, participant, now) === 'valid';
  return isValid && shown !== undefined ? shown : passUntil(now + PASS_MS, space, participant);
}

/** Undefined where it is none, another's, of another space, or from before a new link. */
export function checkPass(
  given: string | undefined,
  space: Space,
  participant: ParticipantId,
  now = Date.now(),
): 'valid' | 'expired' | undefined {
  const expiry = Number(SHAPE.exec(given ?? '')?.groups?.['expiry']);
  if (given === undefined || Number.isNaN(expiry)) return undefined;
  if (!isSameSecret(given, passUntil(expiry, space, participant))) return undefined;
  return expiry > now ? 'valid' : 'expired';
}

/** Signed with the space's own key, which a new link draws anew. */
function passUntil(expiry: number, { passKey }: Space, participant: ParticipantId): string {
  const signature = createHmac('sha256', passKey).update(`${participant} ${expiry}`);
  return `${expiry}.${signature.digest('base64url')}`;
}
