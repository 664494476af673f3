// The proof that somebody has been let into a space: it holds across restarts, and the server keeps none of them.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Space } from '../spaces/spaceStore.ts';

/** HMAC-SHA-256 (RFC 2104) of the participant's id with the space's pass key, in base64url. */
export function admissionPassOf(space: Space, participant: ParticipantId): string {
  return createHmac('sha256', space.passKey).update(participant).digest('base64url');
}

export function isAdmissionPass(
  given: string | undefined,
  space: Space,
  participant: ParticipantId,
): boolean {
  if (given === undefined) return false;
  const wanted = Buffer.from(admissionPassOf(space, participant));
  const bytes = Buffer.from(given);
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
}
