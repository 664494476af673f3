// What one shows to be let into a meeting: who one is, by which way one came, and that one was in before.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import { guestSecretOf } from './guestSecret.ts';
import { passOf, personKeyOf } from './personKey.ts';

export type Entrant = Omit<RequestBody<'prepare'>, 'rtpCapabilities'>;

export function entrantOf(callId: CallId): Entrant {
  const secret = guestSecretOf(callId);
  const pass = passOf(callId);
  return {
    callId,
    personKey: personKeyOf(callId),
    ...(secret !== undefined && { secret }),
    ...(pass !== undefined && { pass }),
  };
}
