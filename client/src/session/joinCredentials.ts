// What proves that this person may join a meeting: their key, the guest link's secret, the pass from an earlier join.
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import { guestSecretOf } from './guestSecret.ts';
import { passOf, personKeyOf } from './personKey.ts';

/** From the last look-up; it is valid for that meeting only. */
let browserToken: string | undefined;

/** From the reply to a look-up. */
export function keepBrowserToken(token: string): void {
  browserToken = token;
}

export type JoinCredentials = Omit<RequestBody<'prepare'>, 'rtpCapabilities'>;

/** Missing credentials are undefined, which JSON leaves out. */
export const joinCredentialsOf = (callId: CallId): JoinCredentials => ({
  callId,
  personKey: personKeyOf(callId),
  secret: guestSecretOf(callId),
  pass: passOf(callId),
  browserToken,
});

/** The look-up's headers for somebody who has more than the call ID; none for anybody else. */
export function credentialHeadersOf(callId: CallId): Record<string, string> {
  const shown = joinCredentialsOf(callId);
  if ((shown.secret ?? shown.pass) === undefined) return {};
  const present = JSON.parse(JSON.stringify(shown)) as Record<string, string>;
  return { [JOIN_CREDENTIALS_HEADER]: String(new URLSearchParams(present)) };
}
