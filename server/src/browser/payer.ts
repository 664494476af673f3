// Whom the limiter charges for a page's requests.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Limiter, Payer } from '../limits/limiter.ts';
import { siteOf } from '../platform/clientAddress.ts';
import type { Client, ClientSession } from './clientSession.ts';

/** Charged to the meeting that the page is in or has prepared for. */
export function payerOf({ client, current }: ClientSession): Payer {
  return { socket: client.id, address: siteOf(client.address), meeting: current?.meeting.callId };
}

/** For somebody on the way into a meeting. */
export const payerForMeeting = ({ payer }: Client, meeting: CallId): Payer => ({
  ...payer,
  meeting,
});

/**
 * Charges for telling everybody both of turning something on and, in advance, of turning it off again: nobody may be
 * kept from muting themselves.
 * @throws LimitExceeded
 */
export function payForToggle(limiter: Limiter, session: ClientSession): void {
  const told = session.joined.meeting.presentCount;
  limiter.consume('noticesMade', payerOf(session), 2 * told);
}
