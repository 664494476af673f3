// What one shows to be let into a meeting: who one is, by which way one came, and that one was in before.
import { ENTRANT_HEADER } from '@distansmote/shared/entrantHeader.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import { guestSecretOf } from './guestSecret.ts';
import { passOf, personKeyOf } from './personKey.ts';

/** Of the meeting that was looked up last: of another it says nothing. */
let browserToken: string | undefined;

/** As the look-up has told it. */
export function keepBrowserToken(token: string): void {
  browserToken = token;
}

export type JoinCredentials = Omit<RequestBody<'prepare'>, 'rtpCapabilities'>;

/** What is not there to show is undefined, which JSON leaves out. */
export const joinCredentialsOf = (callId: CallId): JoinCredentials => ({
  callId,
  personKey: personKeyOf(callId),
  secret: guestSecretOf(callId),
  pass: passOf(callId),
  browserToken,
});

/** The headers of a look-up by one who can show more than the number; none for all others. */
export function credentialHeadersOf(callId: CallId): Record<string, string> {
  const shown = joinCredentialsOf(callId);
  if ((shown.secret ?? shown.pass) === undefined) return {};
  const present = JSON.parse(JSON.stringify(shown)) as Record<string, string>;
  return { [ENTRANT_HEADER]: String(new URLSearchParams(present)) };
}
