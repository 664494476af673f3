// The Request-URI of a call of ours: only plain numbers and addresses, so that nothing else gets into a SIP message.
import { URI } from 'sip.js/lib/core/index.js';
import { isIPv6 } from 'node:net';
import type { RungAddress } from './sipMessages.ts';
import type { DialOutSettings } from './sipSettings.ts';

/** E.164 has fifteen digits at most. */
const NUMBER = /^\+[1-9]\d{4,14}$/;
/** No port, parameters, headers or escapes: the trunk decides how it is reached. */
const ROOM = /^sips?:([\w.+-]{1,64})@([a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?)$/i;

/** @returns undefined when it must not be called. */
export function rungUri(to: RungAddress, trunk: DialOutSettings): URI | undefined {
  if (to.type === 'phone')
    return NUMBER.test(to.number) ? uriAt(trunk, to.number, { user: 'phone' }) : undefined;
  const [, user, host] = ROOM.exec(to.uri) ?? [];
  return user === undefined || host === undefined ? undefined : new URI('sip', user, host);
}

/** Who calls: the number that is shown, at the trunk's domain. */
export const ownUri = (trunk: DialOutSettings): URI => uriAt(trunk, trunk.from);

function uriAt({ host, port }: DialOutSettings, user: string, parameters?: { user: string }): URI {
  return new URI('sip', user, isIPv6(host) ? `[${host}]` : host, port, parameters);
}
