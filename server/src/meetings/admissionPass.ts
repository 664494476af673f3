// Admission passes: signed proof that somebody was let into a space, valid for 12 hours, also across restarts.
// Stateless.
import { createHmac } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { isSameSecret } from '../platform/timingSafe.ts';
import type { Space } from '../spaces/spaceStore.ts';

/**
 * Longer than any meeting, so that nobody waits again after a crash. Shorter than a day, so that yesterday's guest
 * must knock at today's meeting.
 */
export const PASS_MS = 12 * 60 * 60_000;

/** `expiry.signature`: milliseconds since 1970, and an HMAC-SHA-256 over that and the participant's id. */
const SHAPE = /^(?<expiry>\d{1,16})\.[\w-]{43}$/;

/**
 * A pass for the participant. A shown one that is still valid is returned as it is, so that use doesn't extend it.
 * @param now milliseconds since 1970.
 */
export function admissionPassFor(
  space: Space,
  participant: ParticipantId,
  shown?: string,
  now = Date.now(),
): string {
  const isValid = checkPass(shown, space, participant, now) === 'valid';
  return isValid && shown !== undefined ? shown : passUntil(now + PASS_MS, space, participant);
}

/**
 * Whether a pass is valid for that participant and space.
 * @returns undefined when it isn't: malformed, someone else's, another space's, or older than the space's current
 * link.
 */
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

/** Signed with the space's pass key, which is replaced together with the guest link. */
function passUntil(expiry: number, { passKey }: Space, participant: ParticipantId): string {
  const signature = createHmac('sha256', passKey).update(`${participant} ${expiry}`);
  return `${expiry}.${signature.digest('base64url')}`;
}
