// Whose account what a page in a meeting asks goes to.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Limiter, Payer } from '../limits/limiter.ts';
import { siteOf } from '../platform/clientAddress.ts';
import type { Client, ClientSession } from './clientSession.ts';

/** Of the meeting that the page has prepared for or is in. */
export function payerOf({ client, current }: ClientSession): Payer {
  return { socket: client.id, address: siteOf(client.address), meeting: current?.meeting.callId };
}

/** Of who comes to a meeting. */
export const payerForMeeting = ({ payer }: Client, meeting: CallId): Payer => ({
  ...payer,
  meeting,
});

/**
 * Something is turned on of which everybody in the meeting is told, and told again when it is turned off: that is paid
 * with it, since nobody may be kept from muting himself.
 * @throws LimitExceeded
 */
export function payForToggle(limiter: Limiter, session: ClientSession): void {
  const told = session.joined.meeting.presentCount;
  limiter.consume('noticesMade', payerOf(session), 2 * told);
}
