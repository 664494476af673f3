// What one shows to be let into a meeting: who one is, by which way one came, and that one was in before.
import { ENTRANT_HEADER } from '@distansmote/shared/entrantHeader.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import { guestSecretOf } from './guestSecret.ts';
import { passOf, personKeyOf } from './personKey.ts';

const browserTokens = new Map<CallId, string>();

/** As the look-up has told it. */
export const keepBrowserToken = (callId: CallId, token: string): unknown =>
  browserTokens.set(callId, token);

export type Entrant = Omit<RequestBody<'prepare'>, 'rtpCapabilities'>;

export function entrantOf(callId: CallId): Entrant {
  const secret = guestSecretOf(callId);
  const pass = passOf(callId);
  const browserToken = browserTokens.get(callId);
  return {
    callId,
    personKey: personKeyOf(callId),
    ...(secret !== undefined && { secret }),
    ...(pass !== undefined && { pass }),
    ...(browserToken !== undefined && { browserToken }),
  };
}

/** The headers of a look-up by one who can show more than the number; none for all others. */
export function proofOf(callId: CallId): Record<string, string> {
  if ((guestSecretOf(callId) ?? passOf(callId)) === undefined) return {};
  // What is not shown is absent, which its type does not say.
  const shown = entrantOf(callId) as unknown as Record<string, string>;
  return { [ENTRANT_HEADER]: String(new URLSearchParams(shown)) };
}
