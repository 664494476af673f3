// Whose account what a page in a meeting asks goes to.
import type { CallId } from '@distansmote/shared/ids.ts';
import { siteOf } from '../platform/clientAddress.ts';
import type { Limiter, Payer } from '../limits/limiter.ts';
import type { ClientSession } from './clientSession.ts';

/** @param meeting by default the one that the page has prepared for or is in. */
export function payerOf({ visitor, place }: ClientSession, meeting = place?.meeting.callId): Payer {
  return { socket: visitor.id, address: siteOf(visitor.address), meeting };
}

/** Of who comes to a meeting. */
export function payerAtDoor({ visitor: { payer } }: ClientSession, meeting: CallId): Payer {
  return { ...payer, meeting };
}

/**
 * Something is turned on of which everybody in the meeting is told, and told again when it is turned off: that is paid
 * with it, since nobody may be kept from muting himself.
 * @throws LimitExceeded
 */
export function payForToggle(limiter: Limiter, connection: ClientSession): void {
  const told = connection.joinedPlace.meeting.presentCount;
  limiter.consume('noticesMade', payerOf(connection), 2 * told);
}
